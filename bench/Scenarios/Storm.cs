using System.Diagnostics;
using Bench.Bed;
using Bench.Limits;
using Bench.Measuring;
using Grains.Cases;
using Grains.Journal;
using Tenancy;

namespace Bench.Scenarios;

/// <summary>A deadline storm: all cases fall due at one instant; each gets its event, hash and signal from the sweep, two sweepers.</summary>
internal sealed class Storm(TestBed bed, CpuMeter cpu, bool quick)
{
    private static readonly TimeSpan Limit = TimeSpan.FromHours(24);

    private const string CountUnsignalled = """
        select count(*) from case_file c
        where c.tenant = any ($1) and c.case_no like 'S%'
          and not exists (select from signal s where s.tenant = c.tenant and s.case_id = c.id and s.raised_at >= $2)
        """;

    private const string CountEvents = "select count(*) from event where tenant = any ($1) and recorded_at >= $2";

    /// <summary>How fast they were judged, how fast COPY takes the event rows this made, how many those were, and how many cases got no signal.</summary>
    /// <remarks>A small storm goes before, unmeasured, as everywhere the first repeat is dropped.</remarks>
    public async Task<StormFigures> RunAsync()
    {
        var cases = quick ? 20_000 : 100_000;
        await RoundAsync([.. bed.Counties.Skip(10).Take(2)], 2_000, TimeSpan.FromSeconds(3));
        return await RoundAsync([.. bed.Counties.Take(10)], cases, TimeSpan.FromSeconds(quick ? 10 : 30));
    }

    private async Task<StormFigures> RoundAsync(TenantId[] counties, int cases, TimeSpan ahead)
    {
        var due = TimeProvider.System.GetUtcNow() + ahead;
        foreach (var tenant in counties)
        {
            for (var from = 0; from < cases / counties.Length; from += 1_000)
            {
                var facts = Enumerable.Range(from, 1_000).Select(i => new CaseFact(
                    "e1", $"S{tenant.Value}-{i}", TestBed.HoursItemCode, CaseEventKind.Accepted, due - Limit, null, "window", null, CaseDetails.None, CaseSource.Interface));
                await bed.Journal.RecordAsync(new CaseBatch(tenant, 1, [.. facts], []));
            }
        }

        var wait = due - TimeProvider.System.GetUtcNow();
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait + TimeSpan.FromSeconds(1));
        var swept = await MeasureAsync(() => SweepAsync(counties));
        var events = (int)await AskAsync(CountEvents, counties, due);
        var copy = new CopyLimit(bed.Admin);
        await copy.PrepareAsync();
        var sample = await copy.SampleAsync([.. counties.Select(c => c.Value)], events, due);
        await copy.RunAsync(sample, 1_000);
        return new(swept, await MeasureAsync(() => copy.RunAsync(sample, 1_000)), events, await AskAsync(CountUnsignalled, counties, due));
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

    private async Task<long> AskAsync(string sql, TenantId[] counties, DateTimeOffset since)
    {
        await using var command = bed.Admin.CreateCommand(sql);
        command.Parameters.Add(new() { Value = counties.Select(c => c.Value).ToArray() });
        command.Parameters.Add(new() { Value = since });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<Figure> MeasureAsync(Func<Task<long>> run)
    {
        var before = cpu.Read();
        var started = Stopwatch.GetTimestamp();
        var events = await run();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var after = cpu.Read();
        return new Figure(events, seconds, after.Client - before.Client, after.Server - before.Server);
    }
}

/// <summary>A storm and its limit.</summary>
/// <param name="Cases">Cases judged.</param>
/// <param name="Copy">COPY of the event rows that the storm wrote.</param>
/// <param name="Events">Event rows that the storm wrote.</param>
/// <param name="Unsignalled">Due cases that got no signal.</param>
internal sealed record StormFigures(Figure Cases, Figure Copy, long Events, long Unsignalled);
