using Grains.Catalogue;
using Grains.Rules;

namespace Grains.Cases;

/// <summary>What happened to the case after its decision was in effect, or after its end (Shenzhen Measures art. 12 no. 9).</summary>
internal static class BelatedFaults
{
    public static void Find(ref Docket docket, CaseState state, ItemVersion? item)
    {
        foreach (var one in state.Belated)
        {
            if (!one.AfterEnd && one.Kind is CaseEventKind.StepStarted or CaseEventKind.StepCompleted && (item is null || ComesAfterDecision(item.Flow, one.Step)))
                continue;
            docket.Find(
                RuleKind.EventAfterDecision, one.At, one.EventId, null,
                Told.Of("event", one.EventId), Told.Of("happened", EventKindNames.NameOf(one.Kind)),
                Told.Of("decidedAt", state.DecidedAt), Told.Of("endedAt", one.AfterEnd ? state.EndEventAt : null));
        }
    }

    /// <summary>Behind the last step of the deciding post: handing over a certificate, filing.</summary>
    private static bool ComesAfterDecision(Flow flow, string? step)
    {
        var deciding = flow.DecidingStep();
        return deciding >= 0 && flow.IndexOf(step) > deciding;
    }
}
