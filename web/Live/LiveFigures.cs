using Npgsql;
using NpgsqlTypes;
using Tenancy;

namespace Web.Live;

/// <summary>What is shown of a jurisdiction, as it stands in the viewer's own tables: the source of the interface, the screens and the hub.</summary>
public sealed class LiveFigures(Sessions sessions, Jurisdictions jurisdictions, SheetReader sheets, JudgedUntil judged)
{
    private const string ReadTrend = """
        select d.day, coalesce(s.received, 0), coalesce(s.accepted, 0), coalesce(s.closed, 0), coalesce(s.on_time, 0), coalesce(s.late, 0),
          coalesce(s.yellow, 0), coalesce(s.red, 0)
        from (select ((now() at time zone $2)::date - n) as day from generate_series(0, $3) as past (n)) d
        left join (
          select day, sum(received)::bigint as received, sum(accepted)::bigint as accepted, sum(closed)::bigint as closed,
            sum(on_time)::bigint as on_time, sum(late)::bigint as late, sum(yellow)::bigint as yellow, sum(red)::bigint as red
          from figure where part = 1 and origin = any ($1) and day >= (select (now() at time zone $2)::date - $3) group by day) s
        on s.day = d.day
        order by d.day
        """;

    private const string EscalationColumns =
        "origin, signal, department, item, rule, clause, points, colour, status, true_from, raised_at, contradicted, version";

    private const string ReadAllEscalations = $"""
        select {EscalationColumns} from escalation where origin = any ($5) and (raised_at, origin, signal) < ($2, $3, $4)
        order by raised_at desc, origin desc, signal desc limit $1
        """;

    // The latest of each and then the latest of these: an index for every step, whatever the planner knows.
    private const string ReadEscalations = $"""
        select {EscalationColumns}
        from unnest($5::integer[]) as o (id)
        cross join lateral (
          select * from escalation where origin = o.id and raised_at <= $2 and (raised_at, origin, signal) < ($2, $3, $4)
          order by raised_at desc, signal desc limit $1) e
        order by raised_at desc, origin desc, signal desc limit $1
        """;

    // The escalation says the department's name, which two may share: which one it is, the signal knows. Seen at home alone.
    private const string ReadEscalationsOfDepartments = """
        select e.origin, e.signal, e.department, e.item, e.rule, e.clause, e.points, e.colour, e.status, e.true_from, e.raised_at, e.contradicted, e.version
        from escalation e join signal s on s.id = e.signal
        where e.origin = $5 and (e.raised_at, e.origin, e.signal) < ($2, $3, $4) and s.department in (select id from department where code = any ($6))
        order by e.raised_at desc, e.signal desc limit $1
        """;

    private const string ReadDepartments = """
        select d.department, d.name, coalesce(f.accepted, 0), coalesce(f.open, 0), coalesce(f.closed, 0), coalesce(f.on_time, 0),
          coalesce(f.late, 0), coalesce(f.overdue, 0), coalesce(f.green, 0), coalesce(f.yellow, 0), coalesce(f.red, 0),
          d.items, d.accepted, d.refused, d.last_recorded_at
        from department_directory d left join figure f on f.part = 2 and f.origin = d.origin and f.department = d.department
        where d.origin = $1 and $2
        order by d.department
        """;

    // At home they need no directory, which is only for those above.
    private const string ReadOwnDepartments = """
        select d.id, d.name, coalesce(f.accepted, 0), coalesce(f.open, 0), coalesce(f.closed, 0), coalesce(f.on_time, 0),
          coalesce(f.late, 0), coalesce(f.overdue, 0), coalesce(f.green, 0), coalesce(f.yellow, 0), coalesce(f.red, 0),
          coalesce(i.items, 0), d.accepted, d.refused, d.last_recorded_at
        from department d
        left join figure f on f.part = 2 and f.origin = $1 and f.department = d.id
        left join app.items_in_force($4) i on i.department = d.id
        where $2 or d.code = any ($3)
        order by d.id
        """;

    /// <summary>The figures of a jurisdiction and everything below it, with children to a depth.</summary>
    /// <param name="viewer">Whose tables are read: the jurisdiction itself or one above it.</param>
    /// <param name="of">The jurisdiction shown.</param>
    /// <param name="depth">Levels of children; 0 for none.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<Totals> TotalsAsync(TenantId viewer, Jurisdiction of, int depth, CancellationToken cancellation = default) =>
        (await BuilderAsync(viewer, [of], cancellation)).Whole(of, depth);

    /// <summary>The figures of a jurisdiction's own cases alone.</summary>
    public async Task<Totals> OwnAsync(TenantId viewer, Jurisdiction of, CancellationToken cancellation = default) =>
        (await BuilderAsync(viewer, [of], cancellation)).Own(of);

    /// <summary>What somebody who watches a jurisdiction sees.</summary>
    /// <param name="viewer">Whose tables are read: the jurisdiction itself or one above it.</param>
    /// <param name="of">The jurisdiction shown.</param>
    /// <param name="departments">Codes of the departments whose escalations may be seen; null for all.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<Picture> PictureAsync(
        TenantId viewer, Jurisdiction of, IReadOnlyList<string>? departments, CancellationToken cancellation = default) =>
        (await PicturesAsync(viewer, [(of, departments)], cancellation))[0];

    /// <summary>The pictures of several jurisdictions, each with the departments that may be seen in it, from one reading of the viewer's figures.</summary>
    public async Task<IReadOnlyList<Picture>> PicturesAsync(
        TenantId viewer, IReadOnlyCollection<(Jurisdiction Of, IReadOnlyList<string>? Departments)> watched, CancellationToken cancellation = default)
    {
        var builder = await BuilderAsync(viewer, watched.Select(one => one.Of), cancellation);
        var pictures = new List<Picture>(watched.Count);
        foreach (var (of, departments) in watched)
        {
            pictures.Add(new(
                builder.Whole(of, LiveScope.LevelsFor(departments, Picture.Depth)),
                await EscalationsAsync(viewer, of, departments, Picture.Feed, EscalationCursor.Newest, cancellation)));
        }

        return pictures;
    }

    /// <summary>The subtree's flows of the last days, today included, oldest first; every day is there.</summary>
    public async Task<IReadOnlyList<DayOfTrend>> TrendAsync(TenantId viewer, Jurisdiction of, int days, CancellationToken cancellation = default)
    {
        var trend = new List<DayOfTrend>(days);
        await using var session = await sessions.OpenAsync(viewer, cancellation);
        await using var r = await session.ReadAsync(
            [new(ReadTrend) { Parameters = { Subtree(of), new() { Value = of.Zone, NpgsqlDbType = NpgsqlDbType.Text }, new() { Value = days - 1 } } }],
            cancellation);
        while (await r.ReadAsync(cancellation))
            trend.Add(new(r.GetFieldValue<DateOnly>(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), r.GetInt64(5), r.GetInt64(6), r.GetInt64(7)));
        return trend;
    }

    /// <summary>The latest escalations from a jurisdiction and below it, newest first; of departments, from the jurisdiction alone.</summary>
    /// <param name="viewer">Whose tables are read.</param>
    /// <param name="of">The jurisdiction shown.</param>
    /// <param name="departments">Codes of the departments whose escalations may be seen; null for all.</param>
    /// <param name="limit">Most rows.</param>
    /// <param name="behind">Only those behind this one.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<IReadOnlyList<Escalation>> EscalationsAsync(
        TenantId viewer, Jurisdiction of, IReadOnlyList<string>? departments, int limit, EscalationCursor behind, CancellationToken cancellation = default)
    {
        var tree = jurisdictions.Tree;
        var escalations = new List<Escalation>();
        await using var session = await sessions.OpenAsync(viewer, cancellation);
        await using var r = await session.ReadAsync([Escalations(viewer, of, departments, limit, behind)], cancellation);
        while (await r.ReadAsync(cancellation))
        {
            if (!tree.TryFind(new TenantId(r.GetInt32(0)), out var origin))
                continue;
            escalations.Add(new(
                origin.Key, origin.Name, r.GetInt64(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5), r.GetInt32(6) / 10m,
                ((Grains.Rules.Colour)r.GetInt16(7)).ToString().ToLowerInvariant(), r.GetInt16(8), r.GetFieldValue<DateTimeOffset>(9),
                r.GetFieldValue<DateTimeOffset>(10), r.GetBoolean(11), r.GetInt64(12)));
        }

        return escalations;
    }

    /// <summary>The departments of one jurisdiction, by number, whether or not they have cases yet.</summary>
    /// <param name="viewer">Whose tables are read.</param>
    /// <param name="of">The jurisdiction shown.</param>
    /// <param name="seen">Codes of the departments that may be seen; null for all.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<IReadOnlyList<DepartmentFigures>> DepartmentsAsync(
        TenantId viewer, Jurisdiction of, IReadOnlyList<string>? seen, CancellationToken cancellation = default)
    {
        var departments = new List<DepartmentFigures>();
        await using var session = await sessions.OpenAsync(viewer, cancellation);
        var command = new NpgsqlBatchCommand(viewer == of.Id ? ReadOwnDepartments : ReadDepartments)
        {
            Parameters = { new() { Value = of.Id.Value }, new() { Value = seen is null } },
        };
        if (viewer == of.Id)
        {
            command.Parameters.Add(new() { Value = Codes(seen) });
            command.Parameters.Add(new() { Value = of.Zone });
        }

        await using var r = await session.ReadAsync([command], cancellation);
        while (await r.ReadAsync(cancellation))
        {
            departments.Add(new(
                r.GetInt32(0), r.GetString(1), new(r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), r.GetInt64(5), r.GetInt64(6), r.GetInt64(7)),
                new(r.GetInt64(8), r.GetInt64(9), r.GetInt64(10)), r.GetInt32(11), r.GetInt64(12), r.GetInt64(13),
                await r.IsDBNullAsync(14, cancellation) ? null : r.GetFieldValue<DateTimeOffset>(14)));
        }

        return departments;
    }

    private async Task<TotalsBuilder> BuilderAsync(TenantId viewer, IEnumerable<Jurisdiction> of, CancellationToken cancellation)
    {
        var tree = jurisdictions.Tree;
        // In this order: what is judged must be older than the figures, or it would claim too much.
        var due = await judged.ReadAsync(of.SelectMany(o => tree.SubtreeOf(o.Id)).Select(j => j.Database), cancellation);
        return new TotalsBuilder(tree, await sheets.ReadAsync(viewer, cancellation), due);
    }

    /// <summary>Of the viewer's whole subtree all that stands in its table, of a part of it what came from there.</summary>
    private NpgsqlBatchCommand Escalations(TenantId viewer, Jurisdiction of, IReadOnlyList<string>? departments, int limit, EscalationCursor behind)
    {
        var command = new NpgsqlBatchCommand(
            departments is not null ? ReadEscalationsOfDepartments : viewer == of.Id ? ReadAllEscalations : ReadEscalations)
        {
            Parameters =
            {
                new() { Value = limit },
                new() { Value = behind.RaisedAt.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new() { Value = behind.Origin?.Value ?? int.MinValue },
                new() { Value = behind.Signal },
            },
        };
        if (departments is not null)
        {
            command.Parameters.Add(new() { Value = of.Id.Value });
            command.Parameters.Add(new() { Value = Codes(departments) });
        }
        else
        {
            command.Parameters.Add(Subtree(of));
        }

        return command;
    }

    private static string[] Codes(IReadOnlyList<string>? departments) => departments is null ? [] : [.. departments];

    private NpgsqlParameter Subtree(Jurisdiction of) => new() { Value = jurisdictions.Tree.SubtreeOf(of.Id).Select(j => j.Id.Value).ToArray() };
}
