using Grains.Catalogue;
using Grains.Rules;

namespace Grains.Cases;

/// <summary>A case whose acceptance, steps and decision all fell within seconds: typed in afterwards, not handled (seed 002b).</summary>
/// <remarks>Cases handled on the spot (即办) are meant to be so fast; imported history is left alone.</remarks>
internal static class SpeedFaults
{
    public static void Find(ref Docket docket, CaseState state, ItemVersion? item)
    {
        if (state.AllHistory || state.Steps.IsEmpty || (state.DecidedAt ?? ClosedAt(state)) is not { } stopped || IsImmediate(state, item))
            return;
        var (count, first, last) = (state.Steps.Length, stopped, stopped);
        foreach (var at in (ReadOnlySpan<DateTimeOffset?>)[state.DeemedAccepted ? null : state.AcceptedAt, state.DecidedAt])
        {
            if (at is not { } act)
                continue;
            count++;
            (first, last) = (act < first ? act : first, act > last ? act : last);
        }

        foreach (var visit in state.Steps)
        {
            var end = visit.CompletedAt ?? visit.From;
            (first, last) = (visit.From < first ? visit.From : first, end > last ? end : last);
        }

        Report(ref docket, stopped, count, last - first);
    }

    private static void Report(ref Docket docket, DateTimeOffset stopped, int count, TimeSpan span)
    {
        if (docket.Rules.InForce(stopped) is not { } book)
            return;
        foreach (var rule in book.Of(RuleKind.StepsWithinSeconds))
        {
            if (!docket.Covers(rule) || count < rule.Count || span > TimeSpan.FromSeconds(rule.Seconds))
                continue;
            docket.Add(book, rule, stopped, "", null, Told.Of("acts", count), Told.Of("seconds", (long)span.TotalSeconds));
        }
    }

    private static DateTimeOffset? ClosedAt(CaseState state) => state.EndKind == CaseEventKind.Closed ? state.EndEventAt : null;

    private static bool IsImmediate(CaseState state, ItemVersion? item) =>
        state.Type == CaseType.Immediate || item is { Limits.Legal.Amount: 0 } or { Limits.Promised.Amount: 0 };
}
