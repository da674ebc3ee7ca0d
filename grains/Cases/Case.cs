namespace Grains.Cases;

/// <summary>The grain of one case: folds its facts into a state.</summary>
/// <remarks>What should not have happened is folded too, as an observation the rules look at; no fact is ever rejected here.</remarks>
public static class Case
{
    /// <summary>Whether the fact may be folded onto the state as it is; otherwise the whole history is folded anew.</summary>
    /// <remarks>False for what came late, and where only the event ids could tell which of two facts comes first.</remarks>
    public static bool Follows(CaseState state, CaseFact fact) => state.Count == 0 || Place(state, fact) > 0;

    /// <summary>Folds a whole history, in whatever order it is given; the platform's own judgements in it are no facts of the case.</summary>
    public static CaseState Fold(IEnumerable<RecordedFact> facts)
    {
        var ordered = new List<RecordedFact>();
        int? liveFrom = null;
        foreach (var fact in facts)
        {
            if (fact.Fact.Kind == CaseEventKind.Judged)
                continue;
            ordered.Add(fact);
            if (fact.Fact.Source != CaseSource.History && !(liveFrom <= fact.N))
                liveFrom = fact.N;
        }

        ordered.Sort(CaseOrder.Instance);
        // What was told to a live case is not known by when it happened, but by when it was recorded.
        var state = liveFrom is null ? CaseState.New : CaseState.New with { LiveFrom = liveFrom };
        foreach (var fact in ordered)
            state = Evolve(state, fact);
        return state;
    }

    /// <summary>Folds the next fact in <see cref="CaseOrder"/>.</summary>
    /// <exception cref="InvalidOperationException">The fact belongs before the last one folded: see <see cref="Follows"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The kind of event is unknown.</exception>
    public static CaseState Evolve(CaseState state, RecordedFact recorded)
    {
        var fact = recorded.Fact;
        if (state.Count > 0 && Place(state, fact) < 0)
            throw new InvalidOperationException($"Event {fact.EventId} belongs before the last one folded: fold the whole history.");

        // One fresh copy for each fact: filled in here, and never changed once it is returned.
        var next = state with { Count = state.Count + 1 };
        next.Witness(recorded);
        var imported = next.IsImported(recorded);
        next.Observe(fact);
        next.Receive(recorded);
        switch (fact.Kind)
        {
            case CaseEventKind.SupplementRequested: next.RequestSupplement(fact); break;
            case CaseEventKind.SupplementReceived: next.ReceiveSupplement(fact); break;
            case CaseEventKind.Accepted or CaseEventKind.CaseFiled: next.Accept(fact, imported); break;
            case CaseEventKind.DeemedAccepted: next.Deem(fact); break;
            case CaseEventKind.NotAccepted: next.Refuse(fact, imported); break;
            case CaseEventKind.StepStarted: next.StartStep(fact); break;
            case CaseEventKind.StepCompleted: next.CompleteStep(fact); break;
            case CaseEventKind.Suspended: next.Suspend(recorded); break;
            case CaseEventKind.Resumed: next.Resume(fact); break;
            case CaseEventKind.Extended: next.Extend(recorded); break;
            case CaseEventKind.FeeCharged: next.Charge(fact); break;
            case CaseEventKind.Heard: next.Hear(fact); break;
            case CaseEventKind.Approved or CaseEventKind.Rejected or CaseEventKind.Decided: next.Decide(fact, imported); break;
            case CaseEventKind.Published: next.Publish(fact); break;
            case CaseEventKind.Delivered or CaseEventKind.Served: next.Deliver(fact); break;
            case CaseEventKind.Forwarded: next.Forward(fact, imported); break;
            case CaseEventKind.Withdrawn or CaseEventKind.Terminated or CaseEventKind.Closed: next.End(fact, imported); break;
            case CaseEventKind.Corrected: next.Correct(fact); break;
            case CaseEventKind.Submitted or CaseEventKind.EvidenceTaken or CaseEventKind.PartyTold or CaseEventKind.Executed
                or CaseEventKind.Revoked or CaseEventKind.Reconsideration or CaseEventKind.Litigation
                or CaseEventKind.FollowUpInspected or CaseEventKind.Rated:
                break;
            default: throw new ArgumentOutOfRangeException(nameof(recorded), fact.Kind, "Unknown kind of event.");
        }

        return next;
    }

    /// <summary>Where the fact stands to the last one folded: negative before it, positive behind it, 0 where the ids would decide.</summary>
    private static int Place(CaseState state, CaseFact fact)
    {
        var order = fact.OccurredAt.UtcTicks.CompareTo(state.LastOccurredAt.UtcTicks);
        return order != 0 ? order : CaseOrder.Rank(fact.Kind).CompareTo(CaseOrder.Rank(state.LastKind));
    }
}
