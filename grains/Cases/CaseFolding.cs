namespace Grains.Cases;

/// <summary>How each kind of fact changes a state that nobody else has seen yet.</summary>
internal static class CaseFolding
{
    /// <summary>What every fact tells, whatever its kind.</summary>
    public static void Witness(this CaseState next, RecordedFact recorded)
    {
        var fact = recorded.Fact;
        if (next.Count == 1)
            (next.FirstAt, next.Source, next.FirstRecordedAt) = (fact.OccurredAt, fact.Source, recorded.RecordedAt);
        if (recorded.RecordedAt < next.FirstRecordedAt)
            next.FirstRecordedAt = recorded.RecordedAt;
        (next.LastOccurredAt, next.LastKind) = (fact.OccurredAt, fact.Kind);
        next.LastPerson = recorded.Person ?? next.LastPerson;
        if (fact.Source != CaseSource.History)
            next.WitnessLive(recorded);
        if (fact.Kind is CaseEventKind.Submitted or CaseEventKind.CaseFiled)
            next.ReceivedAt = Earlier(next.ReceivedAt, fact.OccurredAt);
        if (fact.ItemCode.Length > 0)
            next.WitnessItem(fact);
        if (!ReferenceEquals(fact.Details, CaseDetails.None))
            next.WitnessDetails(fact, next.IsImported(recorded));
    }

    /// <summary>Whether an import told it before any other source told of the case; what it tells of a live case is no history of it.</summary>
    public static bool IsImported(this CaseState state, RecordedFact recorded) =>
        recorded.Fact.Source == CaseSource.History && !(state.LiveFrom < recorded.N);

    /// <summary>Keeps in mind what came after the decision or the end.</summary>
    public static void Observe(this CaseState next, CaseFact fact)
    {
        var ended = next.EndKind is not null;
        if (!ended && next.Decision is null)
            return;
        if ((ended ? Afterwards.Forbids(next.EndKind!.Value, fact.Kind) : Afterwards.ForbidsAfterDecision(fact.Kind)) && !Afterwards.IsToldBefore(next, fact))
        {
            // The end of a step that ran when the decision was made belongs to the decision.
            if (fact.Kind != CaseEventKind.StepCompleted || !next.IsRunning(fact.Step))
                next.Belated = next.Belated.Add(new(fact.EventId, fact.Kind, fact.OccurredAt, fact.Step, ended, fact.Source));
        }
    }

    public static void Charge(this CaseState next, CaseFact fact)
    {
        next.Charges = next.ChargeToldBefore(fact) is var known and >= 0
            ? next.Charges.SetItem(known, next.Charges[known] with { ToldBy = next.Charges[known].ToldBy.With(fact.Source) })
            : next.Charges.Add(ChargeOf(fact));
    }

    /// <summary>Place of the charge that this tells again: the same amount within a day, once by another way; −1 where it is another.</summary>
    public static int ChargeToldBefore(this CaseState state, CaseFact fact)
    {
        var charge = ChargeOf(fact);
        for (var i = 0; i < state.Charges.Length; i++)
        {
            if (state.Charges[i].IsSame(charge) && !state.Charges[i].ToldBy.Has(fact.Source))
                return i;
        }

        return -1;
    }

    public static void Decide(this CaseState next, CaseFact fact, bool imported)
    {
        if (next.Decision is { } decision)
        {
            if (decision.Kind == fact.Kind)
                next.Decision = decision.ToldAgain(fact);
            return;
        }

        next.Decision = Ruling.Of(fact);
        if (imported)
            next.ImportedStops |= ImportedStops.Decision;
    }

    /// <summary>What is made public before there is a decision is not its result.</summary>
    public static void Publish(this CaseState next, CaseFact fact) =>
        next.PublishedAt = next.Decision is null ? null : next.PublishedAt ?? fact.OccurredAt;

    /// <summary>What is handed over or served before there is a decision is another paper.</summary>
    public static void Deliver(this CaseState next, CaseFact fact) =>
        next.DeliveredAt = next.Decision is null ? null : next.DeliveredAt ?? fact.OccurredAt;

    public static void Forward(this CaseState next, CaseFact fact, bool imported)
    {
        if (next.ForwardedAt is { } first)
        {
            (next.ForwardedAgain, next.ForwardedToldBy) = (next.ForwardedAgain.With(first, next.ForwardedToldBy, fact), next.ForwardedToldBy.With(fact.Source));
            return;
        }

        (next.ForwardedAt, next.ForwardedToldBy) = (fact.OccurredAt, Tellers.None.With(fact.Source));
        if (imported)
            next.ImportedStops |= ImportedStops.Forwarding;
    }

    public static void End(this CaseState next, CaseFact fact, bool imported)
    {
        if (next.EndEventAt is { } first)
        {
            if (next.EndKind == fact.Kind)
                (next.EndAgain, next.EndToldBy) = (next.EndAgain.With(first, next.EndToldBy, fact), next.EndToldBy.With(fact.Source));
            return;
        }

        if (next.IsPaused)
            next.EndPause(fact.OccurredAt);
        (next.EndKind, next.EndEventAt, next.EndToldBy) = (fact.Kind, fact.OccurredAt, Tellers.None.With(fact.Source));
        if (imported)
            next.ImportedStops |= ImportedStops.End;
    }

    public static void Hear(this CaseState next, CaseFact fact)
    {
        var heard = new OwnAccount(fact.OccurredAt, fact.Source);
        if (!next.Hearings.Contains(heard))
            next.Hearings = next.Hearings.Add(heard);
    }

    public static void Correct(this CaseState next, CaseFact fact)
    {
        if (fact.Details.Corrects is { } corrected)
            next.Corrections = next.Corrections.Add(new(corrected, fact.OccurredAt, fact.Details.Approver.IsTold()));
    }

    /// <summary>When the platform learned of it; of imported history that says nothing.</summary>
    public static DateTimeOffset? RecordedAt(this CaseState state, RecordedFact recorded) => state.IsImported(recorded) ? null : recorded.RecordedAt;

    /// <summary>When it counts as told; null like the instant of recording.</summary>
    public static DateTimeOffset? ToldAt(this CaseState state, RecordedFact recorded) => state.IsImported(recorded) ? null : recorded.ToldAt;

    /// <summary>Whether there is anything in a text.</summary>
    public static bool IsTold(this string? text) => !string.IsNullOrWhiteSpace(text);

    /// <summary>What the result of a step or a pause comes to.</summary>
    public static Outcome ToOutcome(this string? result) => result switch
    {
        null or "" => Outcome.None,
        "passed" => Outcome.Passed,
        "failed" => Outcome.Failed,
        _ => Outcome.Prose,
    };

    /// <summary>The earlier of two instants, of which one may be missing.</summary>
    public static DateTimeOffset Earlier(DateTimeOffset? a, DateTimeOffset b) => a is { } earlier && earlier < b ? earlier : b;

    private static Charge ChargeOf(CaseFact fact) => new(
        fact.EventId, fact.OccurredAt, fact.Details.FeeType, fact.Details.FeeItem, fact.Details.Amount, Tellers.None.With(fact.Source));

    /// <summary>What is accepted is the application for one item; which of the facts arrived first says nothing.</summary>
    private static void WitnessItem(this CaseState next, CaseFact fact)
    {
        if (next.ItemCode == fact.ItemCode)
            return;
        if (next.ItemCode.Length > 0)
            next.OtherItem ??= new(fact.EventId, fact.ItemCode, fact.OccurredAt);
        if (next.ItemCode.Length == 0 || (next.AcceptedAt is null && fact.Kind is CaseEventKind.Accepted or CaseEventKind.CaseFiled))
            next.ItemCode = fact.ItemCode;
    }

    private static void WitnessLive(this CaseState next, RecordedFact recorded)
    {
        if (!(next.LiveFrom <= recorded.N))
            next.LiveFrom = recorded.N;
        if (Afterwards.Forbids(CaseEventKind.Closed, recorded.Fact.Kind))
            next.HandledLiveAt = recorded.Fact.OccurredAt;
    }
}
