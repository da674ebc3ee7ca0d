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

    internal static void Committed(int events, TimeSpan duration)
    {
        Events.Add(events);
        Duration.Record(duration.TotalSeconds);
    }
}
