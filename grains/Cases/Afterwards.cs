namespace Grains.Cases;

/// <summary>What may still lawfully happen to a case once it is decided or has ended.</summary>
internal static class Afterwards
{
    /// <summary>After a decision nothing may alter or go on handling the case (Shenzhen Measures art. 12 no. 9).</summary>
    /// <remarks>
    /// What the applicant sends in is no act of the office; charges, publication, delivery, execution, challenges, revocation,
    /// inspections, ratings and corrections have their place after a decision. Steps behind the deciding one have, too: the
    /// judge knows the flow and lets them pass.
    /// </remarks>
    public static bool ForbidsAfterDecision(CaseEventKind kind) => kind
        is CaseEventKind.SupplementRequested or CaseEventKind.Accepted or CaseEventKind.NotAccepted or CaseEventKind.CaseFiled
        or CaseEventKind.StepStarted or CaseEventKind.StepCompleted or CaseEventKind.Suspended or CaseEventKind.Extended
        or CaseEventKind.Approved or CaseEventKind.Rejected or CaseEventKind.Decided
        or CaseEventKind.EvidenceTaken or CaseEventKind.PartyTold or CaseEventKind.Heard
        or CaseEventKind.Withdrawn or CaseEventKind.Terminated;

    /// <summary>
    /// The same told again: at the same instant, or by a way by which it was not told yet. That alters
    /// nothing, whatever the other system's clock says.
    /// </summary>
    public static bool IsToldBefore(CaseState state, CaseFact fact) => fact.Kind switch
    {
        CaseEventKind.Accepted or CaseEventKind.CaseFiled => IsSame(fact, state.OwnAcceptanceAt, state.AcceptanceToldBy),
        CaseEventKind.NotAccepted => IsSame(fact, state.Refusal?.At, state.Refusal?.ToldBy ?? Tellers.None),
        CaseEventKind.Approved or CaseEventKind.Rejected or CaseEventKind.Decided =>
            state.Decision is { } decision && decision.Kind == fact.Kind && IsSame(fact, decision.At, decision.ToldBy),
        CaseEventKind.Withdrawn or CaseEventKind.Terminated =>
            state.EndKind == fact.Kind && IsSame(fact, state.EndEventAt, state.EndToldBy),
        CaseEventKind.SupplementRequested => state.IsRequestToldBefore(fact),
        CaseEventKind.StepStarted => state.StartToldBefore(fact) >= 0,
        CaseEventKind.StepCompleted => state.EndToldBefore(fact) >= 0,
        CaseEventKind.Suspended => state.PauseToldBefore(fact) >= 0,
        CaseEventKind.Extended => state.ExtensionToldBefore(fact) >= 0,
        CaseEventKind.FeeCharged => state.ChargeToldBefore(fact) >= 0,
        CaseEventKind.Forwarded => IsSame(fact, state.ForwardedAt, state.ForwardedToldBy) || (state.ForwardedAt is { } forwarded && Tellers.IsNear(forwarded, fact.OccurredAt)),
        CaseEventKind.Heard => state.IsHearingToldBefore(fact),
        _ => false,
    };

    private static bool IsSame(CaseFact fact, DateTimeOffset? at, Tellers by) => at is { } first && (fact.OccurredAt == first || !by.Has(fact.Source));

    /// <summary>After the end, charging and forwarding are out of place as well; accepting what was refused is not.</summary>
    public static bool Forbids(CaseEventKind end, CaseEventKind kind) => kind switch
    {
        CaseEventKind.Accepted => end != CaseEventKind.NotAccepted,
        CaseEventKind.FeeCharged or CaseEventKind.Forwarded => true,
        _ => ForbidsAfterDecision(kind),
    };
}
