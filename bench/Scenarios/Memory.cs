using Bench.Bed;

namespace Bench.Scenarios;

/// <summary>Resident memory of web with its silo while the demo province runs, in MiB, sampled each second.</summary>
internal sealed class Memory(string folder, bool quick)
{
    /// <summary>The most it had after its start, and what it had at the end.</summary>
    public async Task<(double Most, double Last, TimeSpan For)> RunAsync()
    {
        var length = TimeSpan.FromMinutes(quick ? 2 : 10);
        await using var node = await WebNode.StartAsync(folder, connection: null, demo: true);
        var (most, last) = (0.0, 0.0);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var seconds = 0; seconds < length.TotalSeconds && await timer.WaitForNextTickAsync(); seconds++)
        {
            if (node.HasExited)
                throw new InvalidOperationException("The demo's node has ended.");
            last = node.ResidentMemory;
            most = Math.Max(most, last);
        }

        return (most, last, length);
    }
}
