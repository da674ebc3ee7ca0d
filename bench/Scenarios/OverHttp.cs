using System.Diagnostics;
using Bench.Bed;
using Bench.Measuring;

namespace Bench.Scenarios;

/// <summary>Batches through the data interface of a real node, two departments' systems at a time, beside the same batches in process.</summary>
/// <remarks>The node's silo carries figures upward meanwhile, for both contenders alike.</remarks>
internal sealed class OverHttp(TestBed bed, WebNode node, MachineTokens tokens, bool quick)
{
    private const int Writers = 2;
    private const int Batch = 1_000;

    private readonly DateTimeOffset _from = TimeProvider.System.GetUtcNow().AddHours(-20);
    private readonly TimeSpan _span = TimeSpan.FromHours(18);
    private int _generation = 500;

    public void Add(Contest contest, Ingest ingest)
    {
        var events = quick ? 20_000 : 60_000;
        contest.Add("in process beside a node, batches of 1000", () => ingest.BatchesAsync(events, Batch, Writers));
        contest.Add("HTTP, batches of 1000", () => PrepareAsync(events, Batch));
    }

    /// <summary>Batches ready to be posted, with a token for each writer's county.</summary>
    public async Task<Run> PrepareAsync(int events, int batch)
    {
        var writers = (await WritersAsync(events, batch)).ConvertAll(
            w => (w.Poster, Bodies: Enumerable.Range(0, events / batch / Writers).Select(_ => w.Work.Body(batch)).ToArray()));
        return async () =>
        {
            await Task.WhenAll(writers.Select(w => Task.Run(async () =>
            {
                foreach (var body in w.Bodies)
                    await w.Poster.PostAsync(body, batch);
            })));
            return (writers.Sum(w => w.Bodies.Length) * batch, null);
        };
    }

    /// <summary>Posts batches at a steady rate until asked to end; returns the rate reached, in events a second.</summary>
    public async Task<double> KeepPostingAsync(double rate, int batch, CancellationToken end)
    {
        // Enough of a past for ten minutes: events must not come to lie in the future.
        var writers = await WritersAsync((int)(rate * 600), batch);
        var started = Stopwatch.GetTimestamp();
        var sent = await Task.WhenAll(writers.Select(w => Task.Run(async () =>
        {
            var events = 0L;
            while (!end.IsCancellationRequested)
            {
                var due = TimeSpan.FromSeconds(events / (rate / Writers)) - Stopwatch.GetElapsedTime(started);
                if (due > TimeSpan.Zero)
                    await Task.Delay(due, CancellationToken.None);
                await w.Poster.PostAsync(w.Work.Body(batch), batch);
                events += batch;
            }

            return events;
        })));
        return sent.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private async Task<List<(EventPoster Poster, Workload Work)>> WritersAsync(int events, int batch)
    {
        var generation = Interlocked.Increment(ref _generation);
        var writers = new List<(EventPoster, Workload)>();
        for (var w = 0; w < Writers; w++)
        {
            var tenant = bed.Counties[((generation * Writers) + w) % (bed.Counties.Count - 1)];
            var work = new Workload(tenant.Value, batch / 3, _from, _span / (events / Writers));
            work.SkipCases(generation * 1_000_000);
            writers.Add((new EventPoster(node, await tokens.AskAsync(node, tenant, "events")), work));
        }

        return writers;
    }
}
