using System.Diagnostics.Metrics;

namespace Silo.Valve;

/// <summary>Metrics of the valve, under the name an operator subscribes to.</summary>
internal static class ValveTelemetry
{
    private static readonly Meter Meter = new("Platform.Valve");

    private static readonly Counter<long> Ahead = Meter.CreateCounter<long>(
        "platform.valve.heard_ahead", "{jurisdiction}", "Jurisdictions of which an ancestor had heard more than their history holds: restored, not recounted.");

    public static void HeardAhead() => Ahead.Add(1);
}
