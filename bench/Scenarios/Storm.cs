using Bench.Bed;
using Bench.Limits;
using Bench.Measuring;
using Grains.Cases;
using Grains.Journal;
using Tenancy;

namespace Bench.Scenarios;

/// <summary>A deadline storm: all cases fall due at one instant; each gets its event, hash and signal from the sweep, four sweepers.</summary>
internal sealed class Storm(TestBed bed, CopyLimit copy, bool quick)
{
    private const string Name = "storm";
    private const string CopyName = "copy of the storm's event rows";
    private const int CountiesOfAStorm = 10;
    private static readonly TimeSpan Limit = TimeSpan.FromHours(24);

    private const string CountUnsignalled = """
        select count(*) from case_file c
        where c.tenant = any ($1) and c.case_no like 'S%'
          and not exists (select from signal s where s.tenant = c.tenant and s.case_id = c.id and s.raised_at >= $2)
        """;

    private const string CountEvents = "select count(*) from event where tenant = any ($1) and recorded_at >= $2";

    private TenantId[] _counties = [];
    private DateTimeOffset _due;
    private int _round;
    private long _rows;
    private long _unsignalled;

    private int Cases => quick ? 20_000 : 100_000;

    /// <summary>How fast storms were judged, and how fast COPY takes the event rows that they made, in turns.</summary>
    public async Task<StormFigures> RunAsync(CpuMeter cpu)
    {
        var contest = new Contest(cpu, repeats: 3);
        contest.Add(Name, BrewAsync);
        contest.Add(CopyName, CopyAsync);
        var figures = await contest.RunAsync();
        return new StormFigures(figures[Name], figures[CopyName], _rows / (double)Cases, _unsignalled);
    }

    /// <summary>Makes cases in counties that had no storm yet, and waits until all of them are due.</summary>
    private async Task<Run> BrewAsync()
    {
        _counties = [.. bed.Counties.Skip(CountiesOfAStorm * _round++).Take(CountiesOfAStorm)];
        _due = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(quick ? 10 : 30);
        foreach (var tenant in _counties)
        {
            for (var from = 0; from < Cases / CountiesOfAStorm; from += 1_000)
            {
                var facts = Enumerable.Range(from, 1_000).Select(i => new CaseFact(
                    "e1", $"S{tenant.Value}-{i}", TestBed.HoursItemCode, CaseEventKind.Accepted, _due - Limit, null, "window", null, CaseDetails.None, CaseSource.Interface));
                await bed.Journal.RecordAsync(new CaseBatch(tenant, 1, [.. facts], []));
            }
        }

        var wait = _due - TimeProvider.System.GetUtcNow();
        if (wait < TimeSpan.Zero)
            throw new InvalidOperationException($"The storm broke {-wait.TotalSeconds:0} s before all of its cases were there.");
        await Task.Delay(wait + TimeSpan.FromSeconds(1));
        return async () => (await SweepAsync(_counties), null);
    }

    private async Task<Run> CopyAsync()
    {
        _rows = await AskAsync(CountEvents);
        _unsignalled += await AskAsync(CountUnsignalled);
        var sample = await copy.SampleAsync([.. _counties.Select(c => c.Value)], (int)_rows, _due);
        return async () => (await copy.RunAsync(sample, 1_000), null);
    }

    private async Task<long> SweepAsync(TenantId[] counties)
    {
        var queue = new System.Collections.Concurrent.ConcurrentQueue<TenantId>(counties);
        var judged = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var sum = 0L;
            while (queue.TryDequeue(out var tenant))
            {
                for (var more = true; more;)
                {
                    var outcome = await bed.Journal.SweepAsync(tenant, 1_000);
                    sum += outcome.Judged;
                    more = outcome.NextDueAt <= outcome.Now;
                }
            }

            return sum;
        })));
        return judged.Sum();
    }

    private async Task<long> AskAsync(string sql)
    {
        await using var command = bed.Admin.CreateCommand(sql);
        command.Parameters.Add(new() { Value = _counties.Select(c => c.Value).ToArray() });
        command.Parameters.Add(new() { Value = _due });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}

/// <summary>A storm and its limit.</summary>
/// <param name="Cases">Cases judged.</param>
/// <param name="Copy">COPY of the event rows that the storm wrote.</param>
/// <param name="RowsPerCase">Event rows that the storm wrote for each case.</param>
/// <param name="Unsignalled">Due cases of all storms that got no signal.</param>
internal sealed record StormFigures(Figure Cases, Figure Copy, double RowsPerCase, long Unsignalled);
