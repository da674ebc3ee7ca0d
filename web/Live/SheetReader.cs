using Npgsql;
using NpgsqlTypes;
using Tenancy;

namespace Web.Live;

/// <summary>Reads all figures that a tenant may see, from its own tables, in one round trip.</summary>
/// <remarks>A parent never reads a child's rows: what it sees of it is what the child's valve has put here.</remarks>
public sealed class SheetReader(Sessions sessions, Jurisdictions jurisdictions)
{
    private const string ReadNow = "select now(), (now() at time zone $1)::date";

    private const string ReadFigures =
        "select origin, version, accepted, open, closed, on_time, late, overdue, green, yellow, red from figure where part = 0";

    // Under row-level security an index takes leakproof comparisons alone, which a time zone is not: the days are computed
    // apart. And as a range: without statistics the planner would leave a list of days to a filter.
    private const string ReadDays = """
        select origin, day = (select (now() at time zone $1)::date), sum(received)::bigint, sum(accepted)::bigint, sum(closed)::bigint,
          sum(on_time)::bigint, sum(late)::bigint
        from figure
        where part = 1 and day >= (select (now() at time zone $1)::date - 1) and day <= (select (now() at time zone $1)::date)
        group by origin, day
        """;

    private const string ReadHeard = "select origin, received_at from received";

    private const string ReadEvening = """
        select origin, taken_at, green, yellow, red from figure_evening where day = (select (now() at time zone $1)::date - 1)
        """;

    /// <summary>The figures in the tables of <paramref name="viewer"/>; days are those of its zone.</summary>
    public async Task<FigureSheet> ReadAsync(TenantId viewer, CancellationToken cancellation = default)
    {
        var zone = jurisdictions.Tree[viewer].Zone;
        await using var session = await sessions.OpenAsync(viewer, cancellation);
        await using var reader = await session.ReadAsync([Zoned(ReadNow, zone), new(ReadFigures), Zoned(ReadDays, zone), new(ReadHeard), Zoned(ReadEvening, zone)], cancellation);
        await reader.ReadAsync(cancellation);
        var readAt = reader.GetFieldValue<DateTimeOffset>(0);
        await reader.NextResultAsync(cancellation);
        var origins = new Dictionary<TenantId, OriginFigures>();
        while (await reader.ReadAsync(cancellation))
            origins[new(reader.GetInt32(0))] = Figures(reader);
        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            if (origins.TryGetValue(new(reader.GetInt32(0)), out var figures))
                origins[new(reader.GetInt32(0))] = reader.GetBoolean(1) ? figures with { Today = Day(reader) } : figures with { Yesterday = Day(reader) };
        }

        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            if (origins.TryGetValue(new(reader.GetInt32(0)), out var figures))
                origins[new(reader.GetInt32(0))] = figures with { HeardAt = reader.GetFieldValue<DateTimeOffset>(1) };
        }

        await reader.NextResultAsync(cancellation);
        DateTimeOffset? eveningAt = null;
        while (await reader.ReadAsync(cancellation))
        {
            var taken = reader.GetFieldValue<DateTimeOffset>(1);
            eveningAt = eveningAt > taken ? eveningAt : taken;
            if (origins.TryGetValue(new(reader.GetInt32(0)), out var figures))
                origins[new(reader.GetInt32(0))] = figures with { Evening = new(reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4)) };
        }

        return new FigureSheet(readAt, origins, eveningAt);
    }

    private static OriginFigures Figures(NpgsqlDataReader r) => new(
        r.GetInt64(1),
        new(r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), r.GetInt64(5), r.GetInt64(6), r.GetInt64(7)),
        new(r.GetInt64(8), r.GetInt64(9), r.GetInt64(10)),
        DayFigures.None,
        DayFigures.None,
        HeardAt: null);

    private static DayFigures Day(NpgsqlDataReader r) => new(r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), r.GetInt64(5), r.GetInt64(6));

    private static NpgsqlBatchCommand Zoned(string sql, string zone) =>
        new(sql) { Parameters = { new() { Value = zone, NpgsqlDbType = NpgsqlDbType.Text } } };
}
