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
            if (LiesBefore(state, one))
                continue;
            if (!one.AfterEnd && one.Kind is CaseEventKind.StepStarted or CaseEventKind.StepCompleted && (item is null || BelongsToDecision(state, item.Flow, one)))
                continue;
            docket.Find(
                RuleKind.EventAfterDecision, one.At, one.EventId, null,
                Told.Of("event", one.EventId), Told.Of("happened", EventKindNames.NameOf(one.Kind)),
                Told.Of("decidedAt", state.DecidedAt), Told.Of("endedAt", one.AfterEnd ? state.EndEventAt : null));
        }
    }

    /// <summary>
    /// By the account of the way that tells it what led to the decision or the end lies before it: to the end its decision, too. What
    /// decides or ends the case otherwise is no part of that.
    /// </summary>
    private static bool LiesBefore(CaseState state, Belated one)
    {
        if (one.EventId != state.Decision?.EventId && one.Kind is CaseEventKind.Approved or CaseEventKind.Rejected or CaseEventKind.Decided
            or CaseEventKind.NotAccepted or CaseEventKind.Withdrawn or CaseEventKind.Terminated)
            return false;
        var way = Tellers.None.With(one.Source);
        var isBeforeDecision = state.Decision is { } decision && (decision.Again.Follows(one.At, way) || state.IsHeardBefore(one, decision.Again));
        return one.AfterEnd
            ? state.EndEventAt is { } end && end <= one.At && (state.EndAgain.Follows(one.At, way) || (isBeforeDecision && state.DecidedAt <= end))
            : isBeforeDecision;
    }

    /// <summary>Behind the last step of the deciding post (handing over a certificate, filing), or that step's own end, told once and after the decision it made.</summary>
    private static bool BelongsToDecision(CaseState state, Flow flow, Belated one)
    {
        var (deciding, at) = (flow.DecidingStep(), flow.IndexOf(one.Step));
        return deciding >= 0 && (at > deciding || (at == deciding && one.Kind == CaseEventKind.StepCompleted && IsFirstEnd(state, one)));
    }

    private static bool IsFirstEnd(CaseState state, Belated one)
    {
        foreach (var visit in state.Steps)
        {
            if (visit.Step == one.Step && visit.CompletedAt is { } completed)
                return completed == one.At;
        }

        return false;
    }
}
