using System.Text;
using Grains.Cases;
using Npgsql;
using Tenancy;

namespace Web.Quarantine;

/// <summary>Reads what the data interface refused of a tenant: filtered, the last to come first, a page at a time.</summary>
public sealed class QuarantineReader(Sessions sessions)
{
    /// <summary>Lines of a page, unless fewer are asked for.</summary>
    public const int PageLength = 50;

    private const string Columns = """
        department, content_key, status, first_at, last_at, times, event_id, field, code, message, expected,
          resolved_at, resolved_by, result_event, result_case, reason
        """;

    private const string Order = " order by last_at desc, content_key desc, department desc limit ";

    private const string ReadCounts = "select department, code, field_key, count(*) from quarantine where status = $1";

    private const string OfDepartments = " and department = any ($2)";

    private const string Alike = " group by department, code, field_key";

    private const string ReadOpen = "select department, count(*) from quarantine where status = 0 group by department";

    private const string ReadUnkept =
        "select id, unkept - unkept_settled, unkept, unkept_from, unkept_until from department where unkept > unkept_settled order by id";

    private const string ReadOne = $"select {Columns}, raw, correction, source from quarantine where department = $1 and content_key = $2 and status <> 3";

    /// <summary>Reads a page.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="filter">Which.</param>
    /// <param name="departments">Ids of the departments that may be looked into; null = all.</param>
    /// <param name="most">Lines of the page, 1 to 500.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<QuarantinePage> ReadAsync(
        TenantId tenant, QuarantineFilter filter, IReadOnlyCollection<int>? departments, int most, CancellationToken cancellation)
    {
        var lines = new List<QuarantineLine>(most + 1);
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        await using var reader = await session.ReadAsync([Command(filter, Of(filter, departments), most)], cancellation);
        while (await reader.ReadAsync(cancellation))
            lines.Add(Line(reader));
        return lines.Count <= most ? new(lines, null) : new(lines[..most], new(lines[most - 1].LastAt, lines[most - 1].Id));
    }

    /// <summary>How many there are in a state, by department, code and field.</summary>
    public async Task<IReadOnlyList<QuarantineCount>> CountAsync(
        TenantId tenant, QuarantineState state, IReadOnlyCollection<int>? departments, CancellationToken cancellation)
    {
        var counts = new List<QuarantineCount>();
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        var command = new NpgsqlBatchCommand(ReadCounts + (departments is null ? "" : OfDepartments) + Alike) { Parameters = { new() { Value = (short)state } } };
        if (departments is not null)
            command.Parameters.Add(new() { Value = departments.ToArray() });
        await using var reader = await session.ReadAsync([command], cancellation);
        while (await reader.ReadAsync(cancellation))
            counts.Add(new(reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3)));
        return counts;
    }

    /// <summary>How many are open, by id of the department.</summary>
    public async Task<IReadOnlyDictionary<int, long>> OpenAsync(TenantId tenant, CancellationToken cancellation)
    {
        var open = new Dictionary<int, long>();
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        await using var reader = await session.ReadAsync([new(ReadOpen)], cancellation);
        while (await reader.ReadAsync(cancellation))
            open[reader.GetInt32(0)] = reader.GetInt64(1);
        return open;
    }

    /// <summary>Refused events that quarantine had no room for and that nobody has settled, by department.</summary>
    public async Task<IReadOnlyList<UnkeptEvents>> UnkeptAsync(TenantId tenant, CancellationToken cancellation)
    {
        var unkept = new List<UnkeptEvents>();
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        await using var reader = await session.ReadAsync([new(ReadUnkept)], cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            unkept.Add(new(
                reader.GetInt32(0), reader.GetInt64(1), reader.GetInt64(2),
                reader.IsDBNull(3) ? null : reader.GetFieldValue<DateTimeOffset>(3), reader.IsDBNull(4) ? null : reader.GetFieldValue<DateTimeOffset>(4)));
        }

        return unkept;
    }

    /// <summary>One refused event; null where there is none.</summary>
    public async Task<QuarantinedEvent?> FindAsync(TenantId tenant, QuarantineId id, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        var command = new NpgsqlBatchCommand(ReadOne) { Parameters = { new() { Value = id.Department }, new() { Value = id.Bytes } } };
        await using var reader = await session.ReadAsync([command], cancellation);
        return await reader.ReadAsync(cancellation)
            ? new(Line(reader), (CaseSource)reader.GetInt16(18), reader.GetFieldValue<byte[]>(16), await reader.IsDBNullAsync(17, cancellation) ? null : reader.GetFieldValue<byte[]>(17))
            : null;
    }

    /// <summary>The departments that are left of those that may be looked into; null = all.</summary>
    private static IReadOnlyCollection<int>? Of(QuarantineFilter filter, IReadOnlyCollection<int>? departments) =>
        filter.Department is not { } one ? departments : departments is null || departments.Contains(one) ? [one] : [];

    private static NpgsqlBatchCommand Command(QuarantineFilter filter, IReadOnlyCollection<int>? departments, int most)
    {
        var command = new NpgsqlBatchCommand();
        var sql = new StringBuilder();
        // Each department comes in its order from its own index; only so many of each are merged.
        if (departments is not null)
            Add("select c.* from unnest({0}) as d (id) cross join lateral (", departments.ToArray());
        sql.Append("select ").Append(Columns).Append(" from quarantine where");
        Add(" status = {0}", (short)filter.State);
        if (departments is not null)
            sql.Append(" and department = d.id");
        if (filter.Code is { } code)
            Add(" and code = {0}", code);
        if (filter.Field is { } field)
            Add(" and field_key = {0}", field);
        if (filter.From is { } from)
            Add(" and last_at >= {0}", from.UtcDateTime);
        if (filter.Until is { } until)
            Add(" and last_at < {0}", until.UtcDateTime);
        if (filter.After is { } after)
        {
            Add(" and (last_at, content_key, department) < ({0}, ", after.LastAt.UtcDateTime);
            Add("{0}, ", after.Id.Bytes);
            Add("{0})", after.Id.Department);
        }

        sql.Append(Order).Append(most + 1);
        if (departments is not null)
            sql.Append(") c").Append(Order).Append(most + 1);
        command.CommandText = sql.ToString();
        return command;

        void Add<T>(string condition, T value)
        {
            command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
            sql.Append(condition.Replace("{0}", $"${command.Parameters.Count}", StringComparison.Ordinal));
        }
    }

    private static QuarantineLine Line(NpgsqlDataReader reader) => new(
        QuarantineId.Of(reader.GetInt32(0), reader.GetFieldValue<byte[]>(1)),
        (QuarantineState)reader.GetInt16(2),
        reader.GetFieldValue<DateTimeOffset>(3),
        reader.GetFieldValue<DateTimeOffset>(4),
        reader.GetInt32(5),
        reader.IsDBNull(6) ? null : reader.GetString(6),
        reader.GetString(7),
        reader.GetString(8),
        reader.GetString(9),
        reader.GetString(10),
        reader.IsDBNull(11)
            ? null
            : new(
                reader.GetFieldValue<DateTimeOffset>(11), reader.GetString(12), reader.IsDBNull(13) ? null : reader.GetString(13),
                reader.IsDBNull(14) ? null : reader.GetString(14), reader.IsDBNull(15) ? null : reader.GetString(15)));
}
