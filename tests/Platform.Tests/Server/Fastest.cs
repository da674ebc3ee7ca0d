using System.Diagnostics;

namespace Platform.Tests.Server;

/// <summary>How long something takes where nothing else holds it up: the shortest of several times.</summary>
internal static class Fastest
{
    /// <summary>Milliseconds of the fastest of <paramref name="times"/> runs: whatever else the machine does only makes a run longer.</summary>
    public static async Task<double> OfAsync(int times, Func<Task> run)
    {
        var fastest = double.MaxValue;
        for (var n = 0; n < times; n++)
        {
            var started = Stopwatch.GetTimestamp();
            await run();
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return fastest;
    }
}
