using Grains.Catalogue;
using Grains.Rules;

namespace Grains.Cases;

/// <summary>A case all of whose steps up to the decision fell within seconds, with its acceptance or days after it: typed in afterwards, not handled (seed 002b).</summary>
/// <remarks>Cases handled on the spot (即办) are meant to be so fast; imported history is left alone.</remarks>
internal static class SpeedFaults
{
    public static void Find(ref Docket docket, CaseState state, ItemVersion? item)
    {
        if (state.IsHistory || state.Steps.IsEmpty || OverAt(state) is not { } over || IsImmediate(state, item))
            return;
        var (steps, first) = (0, over);
        foreach (var visit in state.Steps)
        {
            if (visit.From > over)
                continue;
            steps++;
            first = visit.From < first ? visit.From : first;
        }

        if (!state.DeemedAccepted && state.AcceptedAt is { } accepted && accepted <= over)
            Report(ref docket, over, steps + 2, over - (accepted < first ? accepted : first));
        else
            Report(ref docket, over, steps + 1, over - first);
        // Accepted days before: the decision is then no act of its own, it ends the last step.
        Report(ref docket, over, steps, over - first);
    }

    /// <summary>Decided or closed, whatever came first; what comes after that is no handling of the case.</summary>
    private static DateTimeOffset? OverAt(CaseState state)
    {
        var closed = state.EndKind == CaseEventKind.Closed ? state.EndEventAt : null;
        return state.DecidedAt is { } decided && !(closed < decided) ? decided : closed;
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

    private static bool IsImmediate(CaseState state, ItemVersion? item) =>
        state.Type == CaseType.Immediate || item is { Immediate: true } or { Limits.Legal.Amount: 0 } or { Limits.Promised.Amount: 0 };
}
