using System.Diagnostics;

namespace Bench.Measuring;

/// <summary>Makes what a repeat works on, outside the measured time.</summary>
internal delegate Task<Run> Prepare();

/// <summary>One repeat: how many events, and the latency of each call in milliseconds where calls were timed.</summary>
internal delegate Task<(long Events, IReadOnlyList<double>? Latencies)> Run();

/// <summary>Contenders measured in turns in one run on one machine: the first repeat of each is dropped, the median of the others counts.</summary>
internal sealed class Contest(CpuMeter cpu, int repeats)
{
    private readonly List<(string Name, Prepare Prepare)> _contenders = [];

    public void Add(string name, Prepare prepare) => _contenders.Add((name, prepare));

    /// <summary>Runs everybody once a round; returns the median repeat by rate of each.</summary>
    public async Task<IReadOnlyDictionary<string, Figure>> RunAsync()
    {
        var figures = _contenders.ToDictionary(c => c.Name, _ => new List<Figure>(), StringComparer.Ordinal);
        for (var round = 0; round <= repeats; round++)
        {
            foreach (var (name, prepare) in _contenders)
            {
                var figure = await OnceAsync(await prepare());
                if (round > 0)
                    figures[name].Add(figure);
            }
        }

        return figures.ToDictionary(f => f.Key, f => Median(f.Value), StringComparer.Ordinal);
    }

    private async Task<Figure> OnceAsync(Run run)
    {
        GC.Collect();
        var before = cpu.Read();
        var started = Stopwatch.GetTimestamp();
        var (events, latencies) = await run();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var after = cpu.Read();
        return new Figure(events, seconds, after.Client - before.Client, after.Server - before.Server, latencies);
    }

    private static Figure Median(List<Figure> figures) => figures.OrderBy(f => f.Rate).ElementAt(figures.Count / 2);
}
