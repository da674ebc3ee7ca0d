using Grains.Catalogue;
using Grains.Rules;

namespace Grains.Cases;

/// <summary>A case whose acceptance, steps and decision all fell within seconds: typed in afterwards, not handled (seed 002b).</summary>
/// <remarks>Cases handled on the spot (即办) are meant to be so fast; imported history is left alone.</remarks>
internal static class SpeedFaults
{
    public static void Find(ref Docket docket, CaseState state, ItemVersion? item)
    {
        if (state.IsHistory || state.Steps.IsEmpty || OverAt(state) is not { } over || IsImmediate(state, item))
            return;
        var (count, first) = (1, over);
        if (!state.DeemedAccepted && state.AcceptedAt is { } accepted && accepted <= over)
            (count, first) = (2, accepted);
        foreach (var visit in state.Steps)
        {
            if (visit.From > over)
                continue;
            count++;
            first = visit.From < first ? visit.From : first;
        }

        Report(ref docket, over, count, over - first);
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
        state.Type == CaseType.Immediate || item is { Limits.Legal.Amount: 0 } or { Limits.Promised.Amount: 0 };
}
