using System.Globalization;
using Bench.Scenarios;

namespace Bench.Measuring;

/// <summary>Prints names, figures, ratios and targets.</summary>
internal sealed class Report(TextWriter output)
{
    public void Ingest(IReadOnlyDictionary<string, Figure> figures)
    {
        Heading("durable ingest", "events/s", "ratio", "target", "µs client", "µs server", "p50 ms", "p99 ms");
        foreach (var (name, figure) in figures)
            Line(name, figure, "", "");
        Heading("ratios", "ratio", "target");
        Ratio(figures, "journal, batches of 1000", "copy", 0.30);
        Ratio(figures, "journal, batches of 100", "copy", 0.18);
        Ratio(figures, "journal, batches of 1000", "peer, Dapper, auto-prepare", 12);
        Ratio(figures, "journal, batches of 1000", "peer, Dapper", 20);
        Ratio(figures, "journal, batches of 1000", "peer, EF Core", 20);
        foreach (var (callers, target) in new[] { (64, 6), (256, 12) })
        {
            Ratio(figures, $"journal, {callers} callers", $"peer, Dapper, {callers} callers", target);
            Latency(figures, $"journal, {callers} callers", $"peer, Dapper, {callers} callers", 1.0 / 3);
            Ratio(figures, $"journal, {callers} callers", $"peer, Dapper, auto-prepare, {callers} callers");
            Latency(figures, $"journal, {callers} callers", $"peer, Dapper, auto-prepare, {callers} callers");
        }
    }

    public void OverHttp(IReadOnlyDictionary<string, Figure> figures)
    {
        Heading("ingest over HTTP, web and silo in a process of their own", "events/s", "ratio", "target", "µs client", "µs server", "p50 ms", "p99 ms");
        foreach (var (name, figure) in figures)
            Line(name, figure, "", "");
        Heading("ratios", "ratio", "target");
        Ratio(figures, "HTTP, batches of 1000", "in process beside a node, batches of 1000", 0.6);
    }

    public void Hub((IReadOnlyList<double> Idle, IReadOnlyList<double> HalfLoad, double LoadRate) latencies)
    {
        Heading("county's event sent → province's hub client", "p50 ms", "p99 ms", "target p99");
        Most("idle", latencies.Idle, 99, 400);
        Most(string.Create(CultureInfo.InvariantCulture, $"under half load ({latencies.LoadRate:N0} events/s)"), latencies.HalfLoad, 99, 1_000);
    }

    public void Dashboard(IReadOnlyList<double> latencies)
    {
        Heading("figures of a province and its 100 counties", "p50 ms", "p95 ms", "target p95");
        Most("dashboard figures", latencies, 95, 2);
    }

    public void Lists((int Cases, IReadOnlyList<(string Filter, IReadOnlyList<double> Latencies)> Filters) lists)
    {
        var slowest = lists.Filters.OrderByDescending(f => Percentile.Of(f.Latencies, 95)).ToList();
        Heading(string.Create(CultureInfo.InvariantCulture, $"a page of {lists.Cases:N0} cases"), "p50 ms", "p95 ms", "target p95");
        Most(string.Create(CultureInfo.InvariantCulture, $"all {slowest.Count} filters together"), [.. slowest.SelectMany(f => f.Latencies)], 95, 50);
        foreach (var (filter, latencies) in slowest.Take(3))
            Most($"slowest: {filter}", latencies, 95, 50);
    }

    public void Memory((double Most, double Last, TimeSpan For) memory)
    {
        Heading("memory of web + silo, demo province running", "MiB", "target");
        Row(string.Create(CultureInfo.InvariantCulture, $"most in {memory.For.TotalMinutes:0} minutes"), Number(memory.Most), "≤ 500", Verdict(memory.Most <= 500));
        Row("at the end", Number(memory.Last), "", "");
    }

    /// <summary>Events are compared with events: what the storm wrote, and COPY of just those rows.</summary>
    public void Storm(StormFigures figures)
    {
        var (cases, rows) = (figures.Cases, figures.Cases with { Events = (long)(figures.Cases.Events * figures.RowsPerCase) });
        Heading("deadline storm", "rows/s", "ratio", "target", "µs client", "µs server", "", "");
        Line("copy of the storm's event rows", figures.Copy, "", "");
        Line("storm, event rows a second", rows, Number(rows.Rate / figures.Copy.Rate), "≥ 0.25");
        Line("storm, cases a second", cases, Number(cases.Rate / figures.Copy.Rate), "");
        Row("due cases without a signal", figures.Unsignalled.ToString("N0", CultureInfo.InvariantCulture), "", "0");
    }

    private void Most(string name, IReadOnlyList<double> latencies, double percent, double target)
    {
        var worst = Percentile.Of(latencies, percent);
        Row(name, Number(Percentile.Of(latencies, 50)), Number(worst), $"≤ {target:0}", Verdict(worst <= target));
    }

    private static string Verdict(bool met) => met ? "met" : "MISSED";

    /// <summary>A line with a verdict; without a target it is information.</summary>
    private void Ratio(IReadOnlyDictionary<string, Figure> figures, string one, string other, double? target = null)
    {
        if (!figures.TryGetValue(one, out var a) || !figures.TryGetValue(other, out var b))
            return;
        var ratio = a.Rate / b.Rate;
        if (target is { } least)
            Row($"{one} / {other}", Number(ratio), $"≥ {Number(least)}", Verdict(ratio >= least));
        else
            Row($"{one} / {other}", Number(ratio));
    }

    private void Latency(IReadOnlyDictionary<string, Figure> figures, string one, string other, double? target = null)
    {
        if (!figures.TryGetValue(one, out var a) || !figures.TryGetValue(other, out var b))
            return;
        var ratio = Percentile.Of(a.Latencies!, 99) / Percentile.Of(b.Latencies!, 99);
        if (target is { } most)
            Row($"p99 {one} / {other}", Number(ratio), $"≤ {Number(most)}", Verdict(ratio <= most));
        else
            Row($"p99 {one} / {other}", Number(ratio));
    }

    private void Line(string name, Figure figure, string ratio, string target) => Row(
        name, figure.Rate.ToString("N0", CultureInfo.InvariantCulture), ratio, target, Number(figure.ClientPerEvent), Number(figure.ServerPerEvent),
        figure.Latencies is { Count: > 0 } p50 ? Number(Percentile.Of(p50, 50)) : "", figure.Latencies is { Count: > 0 } p99 ? Number(Percentile.Of(p99, 99)) : "");

    private void Heading(params string[] cells)
    {
        output.WriteLine();
        Row(cells);
        output.WriteLine(new string('-', 126));
    }

    private void Row(params string[] cells) =>
        output.WriteLine(string.Concat(cells.Select((c, i) => i == 0 ? c.PadRight(64) : c.PadLeft(11))));

    private static string Number(double value) => value.ToString(value < 10 ? "0.00" : "N1", CultureInfo.InvariantCulture);
}
