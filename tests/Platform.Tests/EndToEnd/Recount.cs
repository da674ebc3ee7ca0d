using Grains.Cases;
using Grains.Figures;
using Grains.Journal;
using Grains.Signals;
using Npgsql;
using Tenancy;

namespace Platform.Tests.EndToEnd;

/// <summary>Counts a tenant's totals again from nothing but its events: every case and every signal is folded anew.</summary>
/// <remarks>
/// The counters must say the same once the sweep has judged what is due. Both are read in one snapshot, under the
/// tenant's own session.
/// </remarks>
internal sealed class Recount(Sessions sessions, JournalGround ground)
{
    private const string ReadCounters = """
        select coalesce(sum(accepted), 0)::bigint, coalesce(sum(open), 0)::bigint, coalesce(sum(closed), 0)::bigint, coalesce(sum(on_time), 0)::bigint,
          coalesce(sum(late), 0)::bigint, coalesce(sum(overdue), 0)::bigint, coalesce(sum(green), 0)::bigint, coalesce(sum(yellow), 0)::bigint,
          coalesce(sum(red), 0)::bigint, clock_timestamp(), (select registry from head)
        from figure where part = 0 and origin = tenant
        """;

    private const string ReadCases = """
        select c.id, c.item, e.body from case_file c join event e on e.tenant = c.tenant and e.month = c.month and e.grain = c.id order by c.id, e.n
        """;

    private const string ReadSignals = """
        select s.id, e.body from signal s join event e on e.tenant = s.tenant and e.month = s.month and e.grain = s.id order by s.id, e.n
        """;

    /// <summary>The counters as they stand, and the same counted again.</summary>
    public async Task<(CountedTotals Counters, CountedTotals Recounted)> RunAsync(TenantId tenant, CancellationToken cancellation = default)
    {
        await using var session = await sessions.OpenSnapshotAsync(tenant, cancellation);
        await using var reader = await session.ReadAsync([new(ReadCounters), new(ReadCases), new(ReadSignals)], cancellation);
        await reader.ReadAsync(cancellation);
        var counters = new CountedTotals(
            reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5),
            reader.GetInt64(6), reader.GetInt64(7), reader.GetInt64(8));
        var now = reader.GetFieldValue<DateTimeOffset>(9);
        var basis = await ground.JudgingGroundAsync(tenant, reader.GetInt64(10), now, cancellation);
        var changes = new FigureChanges();
        await reader.NextResultAsync(cancellation);
        await CountCasesAsync(reader, basis, now, changes, cancellation);
        await reader.NextResultAsync(cancellation);
        await CountSignalsAsync(reader, basis, changes, cancellation);
        return (counters, Sum(changes));
    }

    private static async Task CountCasesAsync(
        NpgsqlDataReader reader, JudgingGround basis, DateTimeOffset now, FigureChanges changes, CancellationToken cancellation)
    {
        await foreach (var (_, item, bodies) in GrainsAsync(reader, cancellation))
        {
            var state = Case.Fold(bodies.Select(body => CanonicalEvent.ReadCaseFact(body)));
            var day = basis.Calendar.Zone.DayOf(state.AcceptedAt ?? state.OpenedAt ?? now);
            var known = basis.Registry.TryItem(item, out var found);
            var judgement = CaseJudge.Judge(
                state, new CaseJudging(known ? found!.VersionAt(day) : null, known && found!.IsRetired(day), basis.Rulebooks, basis.Calendar, now));
            changes.Replace(1, 1, default, CaseContribution.Of(state, judgement, basis.Calendar.Zone));
        }
    }

    private static async Task CountSignalsAsync(NpgsqlDataReader reader, JudgingGround basis, FigureChanges changes, CancellationToken cancellation)
    {
        await foreach (var (_, _, bodies) in GrainsAsync(reader, cancellation))
        {
            var state = bodies.Aggregate(SignalState.New, (folded, body) => Signal.Evolve(folded, CanonicalEvent.ReadSignalEvent(body)));
            if (state.Stands)
                changes.Signal(1, 1, basis.Calendar.Zone.DayOf(state.TrueFrom), state.Colour, 1);
        }
    }

    /// <summary>Groups rows (grain, [item,] body), ordered by grain, into histories.</summary>
    private static async IAsyncEnumerable<(long Grain, int Item, List<byte[]> Bodies)> GrainsAsync(
        NpgsqlDataReader reader, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var body = reader.FieldCount - 1;
        (long Grain, int Item, List<byte[]> Bodies)? open = null;
        while (await reader.ReadAsync(cancellation))
        {
            if (open is not { } grain || grain.Grain != reader.GetInt64(0))
            {
                if (open is { } complete)
                    yield return complete;
                open = grain = (reader.GetInt64(0), body == 2 ? reader.GetInt32(1) : 0, []);
            }

            grain.Bodies.Add(reader.GetFieldValue<byte[]>(body));
        }

        if (open is { } last)
            yield return last;
    }

    private static CountedTotals Sum(FigureChanges changes)
    {
        var (flows, gauges) = (new FigureDelta(), new FigureDelta());
        foreach (var (key, delta) in changes.Rows)
            (key.Day == FigureKey.Undated ? gauges : flows).Add(delta);
        return new CountedTotals(
            flows.Accepted, gauges.Open, flows.Closed, flows.OnTime, flows.Late, gauges.Overdue, gauges.Green, gauges.Yellow, gauges.Red);
    }
}
