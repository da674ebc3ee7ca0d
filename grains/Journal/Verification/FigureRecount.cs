using Grains.Cases;
using Grains.Figures;
using Grains.Rules;
using Grains.Signals;
using Npgsql;
using Tenancy;

namespace Grains.Journal.Verification;

/// <summary>Counts a tenant's figures anew from its events and signals, derives its escalations, and compares both with what stands at home and what its ancestors have.</summary>
/// <remarks>
/// Every case is folded from its events and judged again, at the instant up to which it has been judged: nothing that the
/// journal keeps of its own counting is used.
/// </remarks>
public sealed class FigureRecount(Sessions sessions, Jurisdictions jurisdictions, JournalGround ground)
{
    private static readonly TimeSpan Instant = TimeSpan.FromMicroseconds(1);

    // So often an ancestor is looked at before it counts as wrong: it may not have heard the last commit yet.
    private const int Looks = 5;

    private const string ReadHead = "select registry, now() from head";

    private const string ReadEvents = """
        select e.grain, e.body from event e join case_file c on c.id = e.grain and c.month = e.month order by e.grain, e.n
        """;

    // A case's signal counts for the department of its case, whatever its own row says.
    private const string ReadSignals = """
        select coalesce(c.department, s.department), s.item_kind, s.state from signal s left join case_file c on c.tenant = s.tenant and c.id = s.case_id
        """;

    private const string ReadSignalEvents = """
        select s.id, s.case_id, s.department, s.item_kind, e.body from signal s join event e on e.tenant = s.tenant and e.month = s.month and e.grain = s.id
        order by s.id, e.n
        """;

    private const string ReadDetail = """
        select department, item_kind, day, received, accepted, closed, on_time, late, green, yellow, red from figure_detail
        """;

    private const string ReadFigures = """
        select part, department, item_kind, day, received, accepted, closed, on_time, late, open, overdue, green, yellow, red
        from figure where origin = $1
        """;

    /// <summary>Time between two looks at what an ancestor has; a second where it is not said.</summary>
    public TimeSpan LookPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Compares the counters of one jurisdiction with a recount over its rows, and its ancestors' copies with the counters.</summary>
    /// <returns>What differs; nothing when all is exact.</returns>
    public async Task<IReadOnlyList<IntegrityFinding>> CompareAsync(Jurisdiction of, CancellationToken cancellation = default)
    {
        var findings = new FindingList();
        HomeFaults faults;
        await using (var session = await sessions.OpenSnapshotAsync(of.Id, cancellation))
        {
            var connection = await session.ConnectAsync(cancellation);
            var recounted = await RecountAsync(connection, of, findings, cancellation);
            var counters = await CountersAsync(connection, of, cancellation);
            var escalations = await EscalationTable.ReadAsync(connection, of.Id.Value, cancellation);
            recounted.Figures.Compare(counters, "", findings);
            recounted.Escalations.Compare(escalations, named: false, "", findings);
            faults = new(recounted, counters, escalations);
        }

        foreach (var ancestor in jurisdictions.Tree.AncestorsOf(of.Id))
            await CompareCopyAsync(of, ancestor, faults, findings, cancellation);
        return findings.Findings;
    }

    /// <summary>What the counters say, those that stay at home included.</summary>
    internal static async Task<FigureTable> CountersAsync(NpgsqlConnection connection, Jurisdiction of, CancellationToken cancellation)
    {
        var counters = await FiguresAsync(connection, of.Id, cancellation);
        await DetailAsync(connection, counters, cancellation);
        return counters;
    }

    /// <summary>What the counters should say, which escalations should stand, and which cases say otherwise; where there is a list of findings, the cases' rows are reported as well.</summary>
    internal async Task<Recounted> RecountAsync(NpgsqlConnection connection, Jurisdiction of, FindingList? findings, CancellationToken cancellation)
    {
        var (registry, now) = await HeadAsync(connection, cancellation);
        var judging = await ground.JudgingGroundAsync(of.Id, registry, now, cancellation);
        var changes = new FigureChanges();
        var cases = await CaseLine.ReadAsync(connection, cancellation);
        var imported = new HashSet<long>();
        var astray = new List<(long Id, CaseContribution Counted, int Item, short ItemKind)>();
        var scratch = new CanonicalWriter();
        await foreach (var (grain, facts) in HistoriesAsync(connection, cancellation))
        {
            var file = cases[grain];
            // Between two checks time changes nothing: what was judged last is judged the same until the next is due.
            var at = file.NextCheckAt <= now ? file.NextCheckAt.Value - Instant : now;
            var state = Case.Fold(facts);
            var (item, kind) = ItemOf(file, state, judging.Registry, now);
            var judgement = CaseJudge.Judge(state, Context(judging, item, state, at));
            var contribution = CaseContribution.Of(state, judgement, judging.Calendar.Zone);
            changes.Replace(file.Department, (byte)kind, default, contribution);
            if (facts.Exists(one => one.Fact.Source == CaseSource.History))
                imported.Add(grain);
            if (findings is not null && file.IsSettled(now))
                Compare(grain, file, contribution, judgement, findings);
            if (file.Kept is not null && !IsInOrder())
                astray.Add((grain, contribution, item, kind));

            bool IsInOrder() => file.Counts(contribution) && (file.NextCheckAt <= now
                || (file.IsSettled(now) && (file.Item, file.ItemKind) == (item, kind) && file.Says(state, judgement, scratch)));
        }

        await SignalsAsync(connection, judging, changes, cancellation);
        var table = new FigureTable();
        foreach (var (key, delta) in changes.Rows)
            table.Spread(key, delta);
        return new(table, await EscalationsAsync(connection, judging.Registry, cases, imported, cancellation), astray);
    }

    /// <summary>The item follows from the events; of a case that waits, the row may lawfully be behind, and so it is counted.</summary>
    private static (int Item, short Kind) ItemOf(CaseLine file, CaseState state, Registry registry, DateTimeOffset now) =>
        file.IsSettled(now) && registry.TryItem(state.ItemCode, out var item) && item.Department == file.Department
            ? (item.Id, (short)item.Kind)
            : (file.Item, file.ItemKind);

    /// <summary>Of a case that waits to be judged, or that an earlier version has left, the row may lawfully be behind.</summary>
    private static void Compare(long grain, CaseLine file, CaseContribution counted, Judgement judgement, FindingList findings)
    {
        var place = $"case {file.CaseNo} (grain {grain})";
        if (file.AcceptedOn != counted.AcceptedOn || file.Late != (counted.Late || counted.Overdue))
            findings.Add(FindingCodes.Refold, place, $"accepted on {counted.AcceptedOn:yyyy-MM-dd}, late {counted.Late || counted.Overdue}", $"{file.AcceptedOn:yyyy-MM-dd}, late {file.Late} in its row");
        if (file.Kept!.Counted != counted)
            findings.Add(FindingCodes.Refold, place, $"what it counts for: {Describe(counted)}", $"{Describe(file.Kept.Counted)} in its snapshot");
        if (file.IsDueOtherwise(judgement.DueAt))
            findings.Add(FindingCodes.Refold, place, $"due {judgement.DueAt:O}", $"due {file.DueAt:O} in its row");
    }

    private static string Describe(CaseContribution counted) =>
        $"received on {counted.ReceivedOn:yyyy-MM-dd}, accepted on {counted.AcceptedOn:yyyy-MM-dd}, closed on {counted.ClosedOn:yyyy-MM-dd}, late {counted.Late}, overdue {counted.Overdue}";

    /// <summary>Every signal that was ever grave goes upward, as its events leave it.</summary>
    private static async Task<EscalationTable> EscalationsAsync(
        NpgsqlConnection connection, Registry registry, Dictionary<long, CaseLine> cases, HashSet<long> imported, CancellationToken cancellation)
    {
        var table = new EscalationTable();
        (long Id, SignalState State, bool Grave, EscalationNames Names) at = (-1, SignalState.New, false, new(0, "", ""));
        await using var r = await ReadAsync(connection, ReadSignalEvents, cancellation);
        while (await r.ReadAsync(cancellation))
        {
            if (r.GetInt64(0) != at.Id)
            {
                End();
                var of = r.GetFieldValue<long?>(1);
                at = (r.GetInt64(0), SignalState.New, false, Names(r.GetInt32(2), r.GetInt16(3), of));
                if (of is { } id && imported.Contains(id))
                    table.Leave(at.Id);
            }

            var state = Signal.Evolve(at.State, CanonicalEvent.ReadSignalEvent(r.GetFieldValue<byte[]>(4)));
            at = at with { State = state, Grave = at.Grave || state.Colour == Colour.Red };
        }

        End();
        return table;

        void End()
        {
            if (at.Grave && !table.IsLeft(at.Id))
                table.Add(at.Id, EscalationLine.Of(at.State, at.Names));
        }

        EscalationNames Names(int department, short kind, long? of) => new(
            kind, registry.TryDepartment(department, out var there) ? there.Name : "",
            of is { } id && cases.TryGetValue(id, out var file) && registry.TryItem(file.Item, out var item) ? item.Name : "");
    }

    private static CaseJudging Context(JudgingGround ground, int itemId, CaseState state, DateTimeOffset at)
    {
        var day = ground.Calendar.Zone.DayOf(state.AcceptedAt ?? state.OpenedAt ?? at);
        var known = ground.Registry.TryItem(itemId, out var item);
        return new CaseJudging(known ? item!.VersionAt(day) : null, known && item!.IsRetired(day), ground.Rulebooks, ground.Calendar, at);
    }

    private static async Task<(long Registry, DateTimeOffset Now)> HeadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var reader = await ReadAsync(connection, ReadHead, cancellation);
        return await reader.ReadAsync(cancellation) ? (reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1)) : (0, DateTimeOffset.UnixEpoch);
    }

    private static async IAsyncEnumerable<(long Grain, List<RecordedFact> Facts)> HistoriesAsync(
        NpgsqlConnection connection, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var (grain, facts) = (0L, new List<RecordedFact>());
        await using var r = await ReadAsync(connection, ReadEvents, cancellation);
        while (await r.ReadAsync(cancellation))
        {
            if (r.GetInt64(0) != grain && facts.Count > 0)
            {
                yield return (grain, facts);
                facts = [];
            }

            grain = r.GetInt64(0);
            facts.Add(CanonicalEvent.ReadCaseFact(r.GetFieldValue<byte[]>(1)));
        }

        if (facts.Count > 0)
            yield return (grain, facts);
    }

    private static async Task SignalsAsync(NpgsqlConnection connection, JudgingGround ground, FigureChanges changes, CancellationToken cancellation)
    {
        await using var r = await ReadAsync(connection, ReadSignals, cancellation);
        while (await r.ReadAsync(cancellation))
        {
            if (!SignalCodec.TryRead(r.GetFieldValue<byte[]>(2), out var state))
                throw new InvalidDataException("A signal's snapshot has an unknown format.");
            if (state.Stands && state.Colour != Colour.None)
                changes.Signal(r.GetInt32(0), (byte)r.GetInt16(1), ground.Calendar.Zone.DayOf(state.TrueFrom), state.Colour, 1);
        }
    }

    private static async Task DetailAsync(NpgsqlConnection connection, FigureTable table, CancellationToken cancellation)
    {
        await using var r = await ReadAsync(connection, ReadDetail, cancellation);
        while (await r.ReadAsync(cancellation))
        {
            table.Add(
                FigureTable.Detail,
                new FigureKey(r.GetInt32(0), (byte)r.GetInt16(1), r.GetFieldValue<DateOnly>(2)),
                [r.GetInt64(3), r.GetInt64(4), r.GetInt64(5), r.GetInt64(6), r.GetInt64(7), 0, 0, r.GetInt64(8), r.GetInt64(9), r.GetInt64(10)]);
        }
    }

    private static async Task<FigureTable> FiguresAsync(NpgsqlConnection connection, TenantId origin, CancellationToken cancellation)
    {
        var table = new FigureTable();
        await using var command = connection.CreateCommand();
        command.CommandText = ReadFigures;
        command.Parameters.Add(new() { Value = origin.Value });
        await using var r = await command.ExecuteReaderAsync(cancellation);
        while (await r.ReadAsync(cancellation))
        {
            table.Add(
                r.GetInt16(0),
                new FigureKey(r.GetInt32(1), (byte)r.GetInt16(2), r.GetFieldValue<DateOnly>(3)),
                [r.GetInt64(4), r.GetInt64(5), r.GetInt64(6), r.GetInt64(7), r.GetInt64(8), r.GetInt64(9), r.GetInt64(10), r.GetInt64(11), r.GetInt64(12), r.GetInt64(13)]);
        }

        return table;
    }

    /// <summary>A copy is compared with what home says; where that is false, one that has the truth is not the one to blame.</summary>
    private async Task CompareCopyAsync(Jurisdiction of, Jurisdiction ancestor, HomeFaults faults, FindingList findings, CancellationToken cancellation)
    {
        for (var look = 1; ; look++)
        {
            var (copy, told) = await FiguresAtAsync(ancestor.Id, of.Id, cancellation);
            var (own, escalations) = await FiguresAtAsync(of.Id, of.Id, cancellation);
            if (own.Says(copy) && escalations.Says(told))
                return;
            if (look < Looks)
            {
                await Task.Delay(LookPause, cancellation);
                continue;
            }

            own.Compare(copy, $", at {ancestor.Key}", findings, faults.Figures);
            escalations.Compare(told, named: true, $", at {ancestor.Key}", findings, signal => faults.HasTruth(told, signal));
            return;
        }
    }

    private async Task<(FigureTable Figures, EscalationTable Escalations)> FiguresAtAsync(TenantId at, TenantId origin, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenAsync(at, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        return (await FiguresAsync(connection, origin, cancellation), await EscalationTable.ReadAsync(connection, origin.Value, cancellation));
    }

    private static async Task<NpgsqlDataReader> ReadAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        return await command.ExecuteReaderAsync(cancellation);
    }
}
