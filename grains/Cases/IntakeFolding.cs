namespace Grains.Cases;

/// <summary>How an application comes in and is answered: supplements, acceptance, silence and refusal.</summary>
internal static class IntakeFolding
{
    /// <summary>Keeps in mind when each of these was told: whether an answer was known in time, when it was given does not say.</summary>
    public static void Receive(this CaseState next, RecordedFact recorded)
    {
        var fact = recorded.Fact;
        if (fact.Kind is CaseEventKind.Submitted or CaseEventKind.SupplementRequested or CaseEventKind.SupplementReceived
            or CaseEventKind.Accepted or CaseEventKind.NotAccepted)
        {
            var one = new IntakeFact(fact.EventId, fact.Kind, fact.OccurredAt, next.RecordedAt(recorded), next.ToldAt(recorded));
            next.Intake = next.Intake.Add(one.IsAnswer ? one : one with { EventId = "" });
        }
    }

    public static void RequestSupplement(this CaseState next, CaseFact fact)
    {
        if (next.IsRequestToldBefore(fact))
        {
            var last = next.Supplements[^1];
            next.Supplements = next.Supplements.SetItem(next.Supplements.Length - 1, last with { ToldBy = last.ToldBy.With(fact.Source) });
            return;
        }

        next.Supplements = next.Supplements.Add(
            new(fact.EventId, fact.OccurredAt, next.AcceptedAt is not null, null, Tellers.None.With(fact.Source)));
    }

    /// <summary>
    /// Whether it tells the last request again: once by another way within a day, or at the same instant before the supplement came in
    /// and the case was accepted.
    /// </summary>
    public static bool IsRequestToldBefore(this CaseState state, CaseFact fact) =>
        state.Supplements is [.., var last] && (last.ToldBy.Has(fact.Source)
            ? last.RequestedAt == fact.OccurredAt && last.ReceivedAt is null && last.AfterAcceptance == state.AcceptedAt is not null
            : Tellers.IsWithinADay(last.RequestedAt, fact.OccurredAt));

    public static void ReceiveSupplement(this CaseState next, CaseFact fact)
    {
        if (next.Supplements is [.., { ReceivedAt: null } last])
            next.Supplements = next.Supplements.SetItem(next.Supplements.Length - 1, last with { ReceivedAt = fact.OccurredAt });
    }

    /// <summary>Accepted, or filed. An office that refused may still accept: that corrects the refusal and opens the case again.</summary>
    public static void Accept(this CaseState next, CaseFact fact, bool imported)
    {
        if (fact.Kind == CaseEventKind.Accepted && next is { EndKind: CaseEventKind.NotAccepted, Decision: null, ForwardedAt: null })
            (next.EndKind, next.EndEventAt, next.EndToldBy, next.EndAgain, next.ImportedStops) =
                (null, null, Tellers.None, Retelling.None, next.ImportedStops & ~ImportedStops.End);
        next.AcceptedAt ??= fact.OccurredAt;
        if (next.OwnAcceptanceAt is null)
            (next.OwnAcceptanceAt, next.IsAcceptanceImported) = (fact.OccurredAt, imported);
        next.AcceptanceToldBy = next.AcceptanceToldBy.With(fact.Source);
    }

    /// <summary>
    /// The platform records silence at the instant at which the limit for accepting ran out, and carries in
    /// <see cref="CaseDetails.AppliedAt"/> the receipt to which acceptance is back-dated. It has no effect where an answer,
    /// perhaps one that arrived later, was given before.
    /// </summary>
    public static void Deem(this CaseState next, CaseFact fact)
    {
        next.Silences = next.Silences.Add(new(fact.Details.AppliedAt ?? fact.OccurredAt, fact.OccurredAt));
        foreach (var supplement in next.Supplements)
        {
            // The silence was counted from a receipt that was not the last: a supplement came in later than the platform knew.
            if (supplement.ReceivedAt > fact.Details.AppliedAt)
                return;
        }

        if (next.DeemedAt == fact.OccurredAt && fact.Details.AppliedAt < next.AcceptedAt)
            next.AcceptedAt = fact.Details.AppliedAt;
        if (next.AcceptedAt is not null || next.IsSupplementing || next.Decision is not null || next.EndKind is not null)
            return;
        (next.AcceptedAt, next.DeemedAt) = (fact.Details.AppliedAt ?? fact.OccurredAt, fact.OccurredAt);
    }

    public static void Refuse(this CaseState next, CaseFact fact, bool imported)
    {
        next.Refusal = next.Refusal?.ToldAgain(fact) ?? Ruling.Of(fact);
        if (next.AcceptedAt is null)
            next.End(fact, imported);
    }
}
