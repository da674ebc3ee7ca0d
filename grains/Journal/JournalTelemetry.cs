using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Grains.Journal;

/// <summary>Traces and metrics of the journal, under the names an operator subscribes to.</summary>
public static class JournalTelemetry
{
    /// <summary>Name of the trace source and of the meter.</summary>
    public const string Name = "Platform.Journal";

    internal static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Events = Meter.CreateCounter<long>("platform.journal.events", "{event}");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("platform.journal.commit.duration", "s");

    private static readonly Counter<long> Aside = Meter.CreateCounter<long>("platform.sweep.set_aside", "{grain}", "Grains that could not be judged and were set aside, counted each time.");

    private static readonly ConcurrentDictionary<string, long> AsideNow = new(StringComparer.Ordinal);

    private static readonly ObservableGauge<long> AsideGauge = Meter.CreateObservableGauge(
        "platform.sweep.standing_aside",
        () => AsideNow.Select(one => new Measurement<long>(one.Value, new KeyValuePair<string, object?>("database", one.Key))), "{grain}",
        "Grains that stand aside now, by database.");

    /// <summary>Tells how many grains stand aside in a database now.</summary>
    public static void StandAside(string database, long grains)
    {
        _ = AsideGauge;
        AsideNow[database] = grains;
    }

    internal static void SetAside() => Aside.Add(1);

    internal static void Committed(int events, TimeSpan duration)
    {
        Events.Add(events);
        Duration.Record(duration.TotalSeconds);
    }
}
