using System.Text;
using Grains.Calendars;
using Grains.Rules;
using Grains.Signals;
using Npgsql;
using Tenancy;

namespace Web.Signals;

/// <summary>Reads lists of a tenant's signals: filtered, newest first, a page at a time.</summary>
public sealed class SignalListReader(Sessions sessions, Jurisdictions jurisdictions)
{
    /// <summary>Lines of a page.</summary>
    public const int PageLength = 50;

    // The conditions on status are those of the partial indexes, word for word.
    private const string Read = """
        select s.id, s.colour, s.status, s.rule, s.points, s.department, s.case_id, c.case_no, s.true_from, s.raised_at, s.contradicted, s.state
        from signal s left join case_file c on c.tenant = s.tenant and c.id = s.case_id
        where
        """;

    private const string Standing = " s.status <> 3 and not s.contradicted";
    private const string Contradicted = " s.contradicted";
    private const string Order = " order by s.raised_at desc, s.id desc limit ";

    private const string ReadCounts = """
        select department, rule, colour, count(*) from signal where status <> 3 and not contradicted and department = any ($1)
        group by department, rule, colour
        """;

    // Not of cases: what is said of departments themselves, few and found by the index of cases.
    private const string ReadLatest = """
        select department, max(true_from) from signal where case_id is null and status <> 3 and not contradicted and rule = any ($1) group by department
        """;

    /// <summary>Reads a page.</summary>
    /// <param name="tenant">Whose signals.</param>
    /// <param name="filter">Which.</param>
    /// <param name="departments">Ids of the departments whose signals may be seen.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<SignalPage> ReadAsync(TenantId tenant, SignalFilter filter, int[] departments, CancellationToken cancellation)
    {
        var lines = new List<SignalLine>(PageLength + 1);
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        await using var reader = await session.ReadAsync([Command(filter, departments, Zone.Of(jurisdictions.Tree[tenant].Zone))], cancellation);
        while (await reader.ReadAsync(cancellation))
            lines.Add(Line(reader));
        return lines.Count <= PageLength
            ? new(lines, null)
            : new(lines[..PageLength], new(lines[PageLength - 1].RaisedAt, lines[PageLength - 1].Id));
    }

    /// <summary>How many signals stand, by department, rule and colour.</summary>
    public async Task<IReadOnlyList<SignalCount>> CountAsync(TenantId tenant, int[] departments, CancellationToken cancellation)
    {
        var counts = new List<SignalCount>();
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        await using var reader = await session.ReadAsync([new(ReadCounts) { Parameters = { new() { Value = departments } } }], cancellation);
        while (await reader.ReadAsync(cancellation))
            counts.Add(new(reader.GetInt32(0), reader.GetString(1), (Colour)reader.GetInt16(2), reader.GetInt64(3)));
        return counts;
    }

    /// <summary>From when the latest standing signal of one of these rules on a department itself is true, UTC, by department.</summary>
    public async Task<IReadOnlyDictionary<int, DateTimeOffset>> LatestAsync(TenantId tenant, string[] rules, CancellationToken cancellation)
    {
        var latest = new Dictionary<int, DateTimeOffset>();
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        await using var reader = await session.ReadAsync([new(ReadLatest) { Parameters = { new() { Value = rules } } }], cancellation);
        while (await reader.ReadAsync(cancellation))
            latest[reader.GetInt32(0)] = reader.GetFieldValue<DateTimeOffset>(1);
        return latest;
    }

    private static NpgsqlBatchCommand Command(SignalFilter filter, int[] departments, Zone zone)
    {
        var command = new NpgsqlBatchCommand();
        var sql = new StringBuilder(Read).Append(filter.Contradicted ? Contradicted : Standing);
        Add(" and s.department = any ({0})", departments);
        if (filter.Department is { } department)
            Add(" and s.department = {0}", department);
        if (filter.Colour is { } colour)
            Add(" and s.colour = {0}", (short)colour);
        if (filter.Day is { } day)
        {
            // A fault may be found to be true from a later day than it was raised on: the index of what stands holds both.
            Add(" and s.true_from >= {0}", zone.StartOf(day).UtcDateTime);
            Add(" and s.true_from < {0}", zone.EndOf(day).UtcDateTime);
        }

        if (filter.Rule is { } rule)
            Add(" and s.rule = {0}", rule);
        if (filter.After is { } after)
        {
            Add(" and (s.raised_at, s.id) < ({0}, ", after.RaisedAt.UtcDateTime);
            Add("{0})", after.Id);
        }

        command.CommandText = sql.Append(Order).Append(PageLength + 1).ToString();
        return command;

        void Add<T>(string condition, T value)
        {
            command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
            sql.Append(condition.Replace("{0}", $"${command.Parameters.Count}", StringComparison.Ordinal));
        }
    }

    private static SignalLine Line(NpgsqlDataReader reader)
    {
        var read = SignalCodec.TryRead(reader.GetFieldValue<byte[]>(11), out var state);
        return new(
            reader.GetInt64(0),
            (Colour)reader.GetInt16(1),
            (SignalStatus)reader.GetInt16(2),
            reader.GetString(3),
            read ? state!.Clause : "",
            reader.GetInt32(4),
            reader.GetInt32(5),
            reader.IsDBNull(6) ? null : reader.GetInt64(6),
            reader.IsDBNull(7) ? null : reader.GetString(7),
            reader.GetFieldValue<DateTimeOffset>(8),
            reader.GetFieldValue<DateTimeOffset>(9),
            reader.GetBoolean(10),
            read ? state!.RulebookVersion : null);
    }
}
