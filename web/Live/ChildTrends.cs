using Npgsql;
using NpgsqlTypes;
using Tenancy;

namespace Web.Live;

/// <summary>How many cases each child's subtree closed late, day by day: the small lines of the dashboard, in one read.</summary>
public sealed class ChildTrends(Sessions sessions, Jurisdictions jurisdictions)
{
    private const string ReadLate = """
        select origin, day - ((now() at time zone $1)::date - $2), sum(late)::bigint
        from figure
        where part = 1 and day > (now() at time zone $1)::date - $2 - 1 and day <= (now() at time zone $1)::date and late > 0
        group by origin, day
        """;

    /// <summary>By the child's id: late cases per day, oldest first, today last.</summary>
    /// <param name="viewer">Whose tables are read: the jurisdiction itself or one above it.</param>
    /// <param name="of">The jurisdiction whose children are asked for.</param>
    /// <param name="days">How many days, today included.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<IReadOnlyDictionary<TenantId, long[]>> LateAsync(
        TenantId viewer, Jurisdiction of, int days, CancellationToken cancellation = default)
    {
        var tree = jurisdictions.Tree;
        var late = tree.ChildrenOf(of.Id).ToDictionary(child => child.Id, _ => new long[days]);
        var childOf = late.Keys.SelectMany(child => tree.SubtreeOf(child).Select(below => (below.Id, child))).ToDictionary();
        await using var session = await sessions.OpenAsync(viewer, cancellation);
        await using var reader = await session.ReadAsync([Command(of.Zone, days)], cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            if (childOf.TryGetValue(new(reader.GetInt32(0)), out var child))
                late[child][reader.GetInt32(1)] += reader.GetInt64(2);
        }

        return late;
    }

    private static NpgsqlBatchCommand Command(string zone, int days) => new(ReadLate)
    {
        Parameters = { new() { Value = zone, NpgsqlDbType = NpgsqlDbType.Text }, new() { Value = days - 1 } },
    };
}
