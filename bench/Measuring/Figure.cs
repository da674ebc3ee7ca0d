namespace Bench.Measuring;

/// <summary>One measured repeat.</summary>
/// <param name="Events">Events (or operations) done.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="ClientCpu">CPU of this process, µs.</param>
/// <param name="ServerCpu">CPU of PostgreSQL, µs.</param>
/// <param name="Latencies">Latency of single calls in milliseconds, where calls were timed.</param>
internal sealed record Figure(long Events, double Seconds, double ClientCpu, double ServerCpu, IReadOnlyList<double>? Latencies = null)
{
    public double Rate => Events / Seconds;

    public double ClientPerEvent => ClientCpu / Events;

    public double ServerPerEvent => ServerCpu / Events;
}
