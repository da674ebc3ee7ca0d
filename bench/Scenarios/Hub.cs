using System.Diagnostics;
using System.Globalization;
using System.Text;
using Bench.Bed;

namespace Bench.Scenarios;

/// <summary>How long after an event was sent to a county's interface the province's hub client sees it counted.</summary>
/// <remarks>From before the request, so that the commit lies inside: an upper bound of commit to client.</remarks>
internal sealed class Hub(TestBed bed, WebNode node, MachineTokens tokens, OverHttp http, bool quick)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Latencies in milliseconds: with nothing else to do, and with half the load the node bears.</summary>
    public async Task<(IReadOnlyList<double> Idle, IReadOnlyList<double> HalfLoad, double LoadRate)> RunAsync()
    {
        var idle = await ProbeAsync(quick ? 20 : 100);
        const int batch = 100;
        var measure = quick ? 6_000 : 20_000;
        var full = await http.PrepareAsync(measure, batch);
        var started = Stopwatch.GetTimestamp();
        await full();
        var rate = measure / Stopwatch.GetElapsedTime(started).TotalSeconds / 2;
        using var end = new CancellationTokenSource();
        var load = http.KeepPostingAsync(rate, batch, end.Token);
        var busy = await ProbeAsync(quick ? 20 : 100);
        await end.CancelAsync();
        return (idle, busy, await load);
    }

    /// <summary>Sends one event at a time to a county that nobody else writes to.</summary>
    private async Task<IReadOnlyList<double>> ProbeAsync(int times)
    {
        var county = bed.Jurisdictions.Tree[bed.Counties[^1]];
        var seen = new Counted();
        var viewer = await tokens.SignInLeaderAsync(node);
        await using var client = await HubClient.WatchAsync(node, viewer, bed.Jurisdictions.Tree[bed.Province].Key, totals =>
        {
            if (totals.GetProperty("jurisdiction").GetString() == county.Key)
                seen.Take(totals.GetProperty("cases").GetProperty("accepted").GetInt64());
        });
        var poster = new EventPoster(node, await tokens.AskAsync(node, county.Id, "events"));
        var mark = Guid.NewGuid().ToString("N");
        // The first one tells how many cases the county has.
        await SendAsync(poster, mark, 0);
        var accepted = await seen.AnyAsync(Patience);
        var latencies = new List<double>(times);
        for (var i = 1; i <= times; i++)
        {
            await Task.Delay(Random.Shared.Next(300, 700));
            var reached = seen.ReachesAsync(++accepted, Patience);
            var started = Stopwatch.GetTimestamp();
            await SendAsync(poster, mark, i);
            latencies.Add(Stopwatch.GetElapsedTime(started, await reached).TotalMilliseconds);
        }

        return latencies;
    }

    private static Task SendAsync(EventPoster poster, string mark, int number) => poster.PostAsync(
        Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$"""[{"eventId":"{{mark}}-{{number}}","caseNo":"H-{{mark}}-{{number}}","itemCode":"{{TestBed.ItemCode}}","kind":"accepted","occurredAt":"{{TimeProvider.System.GetUtcNow():O}}","post":"window"}]""")),
        expected: 1);

    /// <summary>The county's figure as the client sees it, and when it got there.</summary>
    private sealed class Counted
    {
        private readonly Lock _gate = new();
        private readonly TaskCompletionSource<long> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private (long Accepted, TaskCompletionSource<long> Reached)? _awaited;

        public void Take(long accepted)
        {
            var at = Stopwatch.GetTimestamp();
            _first.TrySetResult(accepted);
            lock (_gate)
            {
                if (_awaited is { } awaited && accepted >= awaited.Accepted)
                    awaited.Reached.TrySetResult(at);
            }
        }

        public Task<long> AnyAsync(TimeSpan patience) => _first.Task.WaitAsync(patience);

        public Task<long> ReachesAsync(long accepted, TimeSpan patience)
        {
            lock (_gate)
            {
                var reached = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
                _awaited = (accepted, reached);
                return reached.Task.WaitAsync(patience);
            }
        }
    }
}
