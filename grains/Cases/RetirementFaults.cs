using Grains.Catalogue;
using Grains.Rules;

namespace Grains.Cases;

/// <summary>A retired item that was handled all the same (Shenzhen Measures art. 12 no. 1). Refusing it is lawful.</summary>
/// <remarks>
/// Handled is what was accepted, went beyond the flow's first step, with which a case is received, was charged for or granted,
/// whether or not an acceptance was told.
/// </remarks>
internal static class RetirementFaults
{
    public static void Find(ref Docket docket, CaseState state, ItemVersion item, bool retired)
    {
        if (retired && HandledFrom(state, item.Flow) is { } from)
            docket.Find(RuleKind.RetiredItem, from, "", null, Told.Of("item", item.Code), Told.Of("acceptedAt", state.AcceptedAt));
    }

    private static DateTimeOffset? HandledFrom(CaseState state, Flow flow)
    {
        var from = state.AcceptedAt;
        if (state.Decision is { Kind: CaseEventKind.Approved or CaseEventKind.Decided } decision)
            from = Earlier(from, decision.At);
        if (!state.Charges.IsEmpty)
            from = Earlier(from, state.Charges[0].At);
        foreach (var visit in state.Steps)
        {
            if (flow.IndexOf(visit.Step) > 0)
                return Earlier(from, visit.From);
        }

        return from;
    }

    private static DateTimeOffset Earlier(DateTimeOffset? a, DateTimeOffset b) => a < b ? a.Value : b;
}
