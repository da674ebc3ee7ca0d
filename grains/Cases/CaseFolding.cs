using System.Collections.Immutable;

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
            if (fact.Kind != CaseEventKind.StepCompleted || next.OpenVisit(fact.Step) < 0)
                next.Belated = next.Belated.Add(new(fact.EventId, fact.Kind, fact.OccurredAt, fact.Step, ended));
        }
    }

    public static void RequestSupplement(this CaseState next, CaseFact fact) =>
        next.Supplements = next.Supplements.Add(new(fact.EventId, fact.OccurredAt, next.AcceptedAt is not null, null));

    public static void ReceiveSupplement(this CaseState next, CaseFact fact)
    {
        if (next.Supplements is [.., { ReceivedAt: null } last])
            next.Supplements = next.Supplements.SetItem(next.Supplements.Length - 1, last with { ReceivedAt = fact.OccurredAt });
    }

    /// <summary>Accepted, or filed. An office that refused may still accept: that corrects the refusal and opens the case again.</summary>
    public static void Accept(this CaseState next, CaseFact fact, bool imported)
    {
        if (fact.Kind == CaseEventKind.Accepted && next is { EndKind: CaseEventKind.NotAccepted, Decision: null, ForwardedAt: null })
            (next.EndKind, next.EndEventAt, next.EndToldBy, next.ImportedStops) = (null, null, Tellers.None, next.ImportedStops & ~ImportedStops.End);
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
        next.Refusal = next.Refusal is { } refusal ? refusal with { ToldBy = refusal.ToldBy.With(fact.Source) } : Ruled(fact);
        if (next.AcceptedAt is null)
            next.End(fact, imported);
    }

    public static void StartStep(this CaseState next, CaseFact fact) =>
        next.Steps = next.Steps.Add(new(fact.Step ?? "", fact.Post, fact.OccurredAt, null, Outcome.None));

    public static void CompleteStep(this CaseState next, CaseFact fact)
    {
        var outcome = OutcomeOf(fact.Details.Result);
        var open = next.OpenVisit(fact.Step);
        next.Steps = open < 0
            ? next.Steps.Insert(next.PlaceOfEnd(fact.OccurredAt), new(fact.Step ?? "", fact.Post, null, fact.OccurredAt, outcome))
            : next.Steps.SetItem(open, next.Steps[open] with { Post = next.Steps[open].Post ?? fact.Post, CompletedAt = fact.OccurredAt, Outcome = outcome });
    }

    /// <summary>Another pause while one lasts takes its place: only one thing stops a clock at a time.</summary>
    public static void Suspend(this CaseState next, RecordedFact recorded)
    {
        var fact = recorded.Fact;
        if (next.IsPaused)
            next.EndPause(fact.OccurredAt);
        var details = fact.Details;
        next.Suspensions = next.Suspensions.Add(new(
            fact.EventId, fact.OccurredAt, null, details.Ground, details.ExpectedDays, !string.IsNullOrWhiteSpace(details.NoticeProof), Outcome.None,
            false, next.RecordedAt(recorded), next.ToldAt(recorded)));
    }

    /// <summary>It ends the pause that began before; another that began at that very instant follows on it and lasts.</summary>
    public static void Resume(this CaseState next, CaseFact fact)
    {
        if (!next.IsPaused)
            return;
        var ended = next.Suspensions.Length - 1;
        for (var i = ended; i >= 0 && next.Suspensions[i] is var pause && (pause.Until ?? fact.OccurredAt) == fact.OccurredAt; i--)
        {
            if (pause.From < fact.OccurredAt && !pause.Resumed)
                ended = i;
        }

        next.Suspensions = next.Suspensions.SetItem(
            ended, next.Suspensions[ended] with { Until = fact.OccurredAt, Outcome = OutcomeOf(fact.Details.Result), Resumed = true });
    }

    public static void Extend(this CaseState next, RecordedFact recorded)
    {
        var fact = recorded.Fact;
        next.Extensions = next.Extensions.Add(new(
            fact.EventId, fact.OccurredAt, Math.Max(fact.Details.Days ?? 0, 0), Told(fact.Details.Approver), Told(fact.Details.Reason),
            Told(fact.Details.NoticeProof), next.RecordedAt(recorded), next.ToldAt(recorded)));
    }

    public static void Charge(this CaseState next, CaseFact fact) =>
        next.Charges = next.Charges.Add(new(fact.EventId, fact.OccurredAt, fact.Details.FeeType, fact.Details.FeeItem, fact.Details.Amount));

    public static void Decide(this CaseState next, CaseFact fact, bool imported)
    {
        if (next.Decision is { } decision)
        {
            if (decision.Kind == fact.Kind)
                next.Decision = decision with { ToldBy = decision.ToldBy.With(fact.Source) };
            return;
        }

        next.Decision = Ruled(fact);
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
        if (next.ForwardedAt is not null)
            return;
        next.ForwardedAt = fact.OccurredAt;
        if (imported)
            next.ImportedStops |= ImportedStops.Forwarding;
    }

    public static void End(this CaseState next, CaseFact fact, bool imported)
    {
        if (next.EndKind is null || next.EndKind == fact.Kind)
            next.EndToldBy = next.EndToldBy.With(fact.Source);
        if (next.EndKind is not null)
            return;
        if (next.IsPaused)
            next.EndPause(fact.OccurredAt);
        (next.EndKind, next.EndEventAt) = (fact.Kind, fact.OccurredAt);
        if (imported)
            next.ImportedStops |= ImportedStops.End;
    }

    public static void Correct(this CaseState next, CaseFact fact)
    {
        if (fact.Details.Corrects is { } corrected)
            next.Corrections = next.Corrections.Add(new(corrected, fact.OccurredAt, Told(fact.Details.Approver)));
    }

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

    private static void WitnessDetails(this CaseState next, CaseFact fact, bool imported)
    {
        var details = fact.Details;
        if (imported)
            next.WitnessHistory(details);
        var settles = next.IsUnsettled() && fact.Kind is CaseEventKind.Submitted or CaseEventKind.Accepted or CaseEventKind.CaseFiled;
        if (settles)
        {
            next.Type = details.CaseType ?? next.Type;
            next.GreenChannel |= details.GreenChannel == true;
        }

        var again = !settles && next.IsAcceptedAgain(fact);
        if (again && details.GreenChannel == true)
            next.GreenRetoldAt ??= fact.OccurredAt;
        if (details.PromisedClosingTime is { } until && (settles || imported || next.IsLateAcceptance(fact, until) || (again && fact.OccurredAt <= until)))
            next.Promised(fact, until, isStricter: (settles || again) && until < next.Promise?.Until);
        if (next.Decision is null)
        {
            foreach (var code in details.Prerequisites)
                next.Present(code);
        }
    }

    /// <summary>A log tells when a case was received and ended as attributes; where events come as they happen, an event is needed for either.</summary>
    private static void WitnessHistory(this CaseState next, CaseDetails details)
    {
        if (details.AppliedAt is { } applied)
            next.ReceivedAt = Earlier(next.ReceivedAt, applied);
        next.LoggedEndAt = details.ClosedAt ?? next.LoggedEndAt;
    }

    /// <summary>What kind of case it is, and until when it is promised, is settled up to its acceptance: no later word changes it.</summary>
    private static bool IsUnsettled(this CaseState state) =>
        state is { AcceptedAt: null, Decision: null, ForwardedAt: null, EndKind: null or CaseEventKind.NotAccepted };

    /// <summary>
    /// The office accepts what the law took for accepted before: that moves no clock, but what it promises the applicant then
    /// binds it, counted like every promise from the receipt to which the acceptance is back-dated. It takes back none made before.
    /// </summary>
    private static bool IsLateAcceptance(this CaseState state, CaseFact fact, DateTimeOffset until) =>
        fact.Kind == CaseEventKind.Accepted
        && !(state.Promise?.Until <= until)
        && state is { DeemedAccepted: true, OwnAcceptanceAt: null, Decision: null, ForwardedAt: null, EndKind: null };

    /// <summary>The acceptance is told once more, by another system or with an earlier instant: what was promised with either binds.</summary>
    private static bool IsAcceptedAgain(this CaseState state, CaseFact fact) =>
        fact.Kind is CaseEventKind.Accepted or CaseEventKind.CaseFiled
        && state is { OwnAcceptanceAt: not null, Decision: null, ForwardedAt: null, EndKind: null };

    /// <summary>
    /// The first promise binds, unless the acceptance carries one before it is due: no later word moves it, and none mends a broken
    /// one. Of several tellings of the application, or of the acceptance, the strictest binds.
    /// </summary>
    private static void Promised(this CaseState next, CaseFact fact, DateTimeOffset until, bool isStricter)
    {
        var atAcceptance = fact.Kind is CaseEventKind.Accepted or CaseEventKind.CaseFiled;
        if (next.Promise is not { } former
            || (atAcceptance && !former.AtAcceptance && fact.OccurredAt <= former.Until)
            || (isStricter && atAcceptance == former.AtAcceptance))
        {
            next.Promise = new(fact.EventId, fact.OccurredAt, until, atAcceptance);
        }
    }

    private static void Present(this CaseState next, string code)
    {
        var at = next.Prerequisites.BinarySearch(code, StringComparer.Ordinal);
        if (at < 0)
            next.Prerequisites = next.Prerequisites.Insert(~at, code);
    }

    /// <summary>
    /// Place of the first passage through the step that still runs; −1 when there is none. They stand in order of time: one that
    /// began at the very instant comes last, so that a step may end and begin again at once.
    /// </summary>
    private static int OpenVisit(this CaseState state, string? step)
    {
        for (var i = 0; i < state.Steps.Length; i++)
        {
            if (state.Steps[i].CompletedAt is null && state.Steps[i].Step == (step ?? ""))
                return i;
        }

        return -1;
    }

    /// <summary>Where a step is put of which only the end is told: before those that began at that very instant, which follow it.</summary>
    private static int PlaceOfEnd(this CaseState state, DateTimeOffset at)
    {
        var place = state.Steps.Length;
        while (place > 0 && state.Steps[place - 1].StartedAt == at)
            place--;
        return place;
    }

    private static void EndPause(this CaseState next, DateTimeOffset at)
    {
        var last = next.Suspensions.Length - 1;
        next.Suspensions = next.Suspensions.SetItem(last, next.Suspensions[last] with { Until = at });
    }

    private static Ruling Ruled(CaseFact fact) =>
        new(fact.EventId, fact.Kind, fact.OccurredAt, fact.Post, Told(fact.Details.Reason), Told(fact.Details.Remedies), Tellers.None.With(fact.Source));

    private static Outcome OutcomeOf(string? result) => result switch
    {
        null or "" => Outcome.None,
        "passed" => Outcome.Passed,
        "failed" => Outcome.Failed,
        _ => Outcome.Prose,
    };

    /// <summary>When the platform learned of it; of imported history that says nothing.</summary>
    private static DateTimeOffset? RecordedAt(this CaseState state, RecordedFact recorded) => state.IsImported(recorded) ? null : recorded.RecordedAt;

    /// <summary>When it counts as told; null like the instant of recording.</summary>
    private static DateTimeOffset? ToldAt(this CaseState state, RecordedFact recorded) => state.IsImported(recorded) ? null : recorded.ToldAt;

    private static bool Told(string? text) => !string.IsNullOrWhiteSpace(text);

    private static DateTimeOffset Earlier(DateTimeOffset? a, DateTimeOffset b) => a is { } earlier && earlier < b ? earlier : b;
}
