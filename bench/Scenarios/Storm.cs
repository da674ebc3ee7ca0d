using System.Diagnostics;
using Bench.Bed;
using Bench.Limits;
using Bench.Measuring;
using Grains.Cases;
using Grains.Journal;

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

    /// <summary>How fast they were judged, how fast COPY takes as many rows, and how many cases got no signal.</summary>
    public async Task<(Figure Storm, Figure Copy, long Unsignalled)> RunAsync()
    {
        var cases = quick ? 20_000 : 100_000;
        var counties = bed.Counties.Take(10).ToArray();
        var due = TimeProvider.System.GetUtcNow().AddSeconds(quick ? 10 : 30);
        foreach (var tenant in counties)
        {
            for (var from = 0; from < cases / counties.Length; from += 1_000)
            {
                var facts = Enumerable.Range(from, 1_000).Select(i => new CaseFact(
                    "e1", $"S{tenant.Value}-{i}", TestBed.HoursItemCode, CaseEventKind.Accepted, due - Limit, null, "window", null, CaseDetails.None, CaseSource.Interface));
                await bed.Journal.RecordAsync(new CaseBatch(tenant, 1, [.. facts], []));
            }
        }

        var copy = new CopyLimit(bed.Admin);
        await copy.PrepareAsync();
        var sample = await copy.SampleAsync([.. counties.Select(c => c.Value)], cases);
        await copy.RunAsync(sample, 1_000);
        var copied = await MeasureAsync(() => copy.RunAsync(sample, 1_000));
        var wait = due - TimeProvider.System.GetUtcNow();
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait + TimeSpan.FromSeconds(1));
        var queue = new System.Collections.Concurrent.ConcurrentQueue<Tenancy.TenantId>(counties);
        var swept = await MeasureAsync(async () =>
        {
            var judged = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
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
        });
        await using var count = bed.Admin.CreateCommand(CountUnsignalled);
        count.Parameters.Add(new() { Value = counties.Select(c => c.Value).ToArray() });
        count.Parameters.Add(new() { Value = due });
        return (swept, copied, (long)(await count.ExecuteScalarAsync())!);
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
