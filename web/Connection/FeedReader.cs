using Grains.Departments;
using Npgsql;
using NpgsqlTypes;
using Tenancy;

namespace Web.Connection;

/// <summary>Reads from a tenant's own tables what is known of every feed: its departments' and, as it was carried here, of those below.</summary>
public sealed class FeedReader(Sessions sessions, Jurisdictions jurisdictions)
{
    private const string ReadNow = "select now(), (now() at time zone $1)::date";

    private const string ReadOpenings = "select origin, department, day, accepted, duplicates, refused from connection_opening order by day";

    // What is noted, and the cases that came since: few, for they are noted every few minutes.
    private const string ReadItems = """
        select department, count(*) from (
          select department, item from connection_item
          union
          select department, item from case_file where id > coalesce((select last_case from connection_mark), 0)) items
        group by department
        """;

    private const string ReadOwn = """
        select tenant, id, name, 0, accepted, duplicates, refused, last_recorded_at, last_occurred_at, code, has_system, null::bigint, unkept - unkept_settled,
          system_until, system_since
        from department
        """;

    private const string ReadBelow = """
        select origin, department, name, items, accepted, null::bigint, refused, last_recorded_at, last_occurred_at, null::text, coalesce(has_system, true), quarantined, null::bigint,
          null::timestamptz, null::timestamptz
        from department_directory where origin <> tenant
        """;

    /// <summary>What was read, the departments without what takes rules or a calendar to say.</summary>
    /// <param name="Now">When, by the database's clock, UTC.</param>
    /// <param name="Departments">Every department, and whether it has a system as far as is known: until when and since when is known at home alone.</param>
    public sealed record Feeds(DateTimeOffset Now, IReadOnlyList<(DepartmentConnection Feed, OwnSystem System)> Departments);

    /// <summary>Reads what <paramref name="viewer"/> has; days are those of its zone.</summary>
    public async Task<Feeds> ReadAsync(TenantId viewer, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenAsync(viewer, cancellation);
        await using var reader = await session.ReadAsync(
            [
                new(ReadNow) { Parameters = { new() { Value = jurisdictions.Tree[viewer].Zone, NpgsqlDbType = NpgsqlDbType.Text } } },
                new(ReadOpenings), new(ReadItems), new(ReadOwn), new(ReadBelow),
            ],
            cancellation);
        await reader.ReadAsync(cancellation);
        var (now, today) = (reader.GetFieldValue<DateTimeOffset>(0), reader.GetFieldValue<DateOnly>(1));

        await reader.NextResultAsync(cancellation);
        var openings = await ReadOpeningsAsync(reader, cancellation);
        await reader.NextResultAsync(cancellation);
        var items = new Dictionary<int, int>();
        while (await reader.ReadAsync(cancellation))
            items[reader.GetInt32(0)] = (int)reader.GetInt64(1);

        var feeds = new List<(DepartmentConnection, OwnSystem)>();
        for (var own = true; await reader.NextResultAsync(cancellation); own = false)
        {
            while (await reader.ReadAsync(cancellation))
            {
                var feed = Feed(reader, openings, today);
                var system = new OwnSystem(reader.GetBoolean(10), Instant(reader, 13), Instant(reader, 14));
                feeds.Add((own ? feed with { ItemsWithData = items.GetValueOrDefault(feed.Department) } : feed, system));
            }
        }

        return new(now, feeds);
    }

    private static async Task<ILookup<(int Origin, int Department), (DateOnly Day, FeedCounts Counts)>> ReadOpeningsAsync(
        NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var openings = new List<(int Origin, int Department, DateOnly Day, FeedCounts Counts)>();
        while (await reader.ReadAsync(cancellation))
        {
            openings.Add((
                reader.GetInt32(0), reader.GetInt32(1), reader.GetFieldValue<DateOnly>(2), new(reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5))));
        }

        return openings.ToLookup(one => (one.Origin, one.Department), one => (one.Day, one.Counts));
    }

    private static DepartmentConnection Feed(
        NpgsqlDataReader reader, ILookup<(int Origin, int Department), (DateOnly Day, FeedCounts Counts)> openings, DateOnly today)
    {
        var total = new FeedCounts(reader.GetInt64(4), reader.IsDBNull(5) ? null : reader.GetInt64(5), reader.GetInt64(6));
        var days = openings[(reader.GetInt32(0), reader.GetInt32(1))].ToList();
        return new()
        {
            Origin = new(reader.GetInt32(0)),
            Department = reader.GetInt32(1),
            Name = reader.GetString(2),
            Items = reader.GetInt32(3),
            Total = total,
            Today = Since(total, days, day => day == today),
            Week = Since(total, days, day => day > today.AddDays(-7)),
            WeekDays = days.Where(one => one.Day > today.AddDays(-7)).Select(one => today.DayNumber - one.Day.DayNumber + 1).FirstOrDefault(1),
            LastRecordedAt = Instant(reader, 7),
            LastOccurredAt = Instant(reader, 8),
            Code = reader.IsDBNull(9) ? null : reader.GetString(9),
            OpenQuarantine = reader.IsDBNull(11) ? null : reader.GetInt64(11),
            Unkept = reader.IsDBNull(12) ? null : reader.GetInt64(12),
        };
    }

    private static DateTimeOffset? Instant(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);

    /// <summary>What came since the first of these days; all of it where the department is too new to have any.</summary>
    private static FeedCounts? Since(FeedCounts total, List<(DateOnly Day, FeedCounts Counts)> days, Predicate<DateOnly> within)
    {
        if (days.Count == 0)
            return total;
        foreach (var (day, opening) in days)
        {
            if (within(day))
                return total.Since(opening);
        }

        return null;
    }
}
