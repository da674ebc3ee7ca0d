using System.Globalization;
using Grains.Journal.Verification;

namespace Web.Verbs.Verify;

/// <summary>Reports as somebody at a terminal reads them.</summary>
internal static class IntegrityText
{
    /// <summary>One jurisdiction: a line, and two for each finding.</summary>
    public static IEnumerable<string> Lines(IntegrityReport report)
    {
        var covered = report.SealedUntil == 0 ? "no seal outside" : $"sealed outside up to number {report.SealedUntil}";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{(report.IsSound ? "ok  " : "FAIL")}  {report.Jurisdiction} {report.Name}: {report.Events} events of {report.Grains} cases and signals, {report.Seals} seals, {covered}");
        if (report.Waiting > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"      {report.Waiting} cases and departments of an earlier version wait to be folded again: done soon after the platform has started");
        foreach (var line in report.Findings.SelectMany(Lines))
            yield return line;
        if (report.More > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"      … and {report.More} more");
    }

    /// <summary>The last lines.</summary>
    public static IEnumerable<string> Conclusion(Verdict verdict)
    {
        foreach (var line in verdict.Seals.SelectMany(Lines))
            yield return line;
        var wrong = verdict.Jurisdictions.Count(j => !j.IsSound);
        yield return verdict.IsSound
            ? string.Create(CultureInfo.InvariantCulture, $"{verdict.Jurisdictions.Count} jurisdictions are as they were recorded.")
            : string.Create(CultureInfo.InvariantCulture, $"{wrong} of {verdict.Jurisdictions.Count} jurisdictions are NOT as they were recorded.");
    }

    private static IEnumerable<string> Lines(IntegrityFinding finding) =>
    [
        $"      {finding.Code}: {finding.Place}",
        $"        expected {finding.Expected}; found {finding.Found}",
    ];
}
