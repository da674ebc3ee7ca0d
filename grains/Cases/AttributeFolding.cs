using System.Collections.Immutable;

namespace Grains.Cases;

/// <summary>What facts carry beside what happened: the kind of case, until when it is promised, the approvals presented.</summary>
internal static class AttributeFolding
{
    public static void WitnessDetails(this CaseState next, CaseFact fact, bool imported)
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
        if (next.Decision is not { } decision || (decision.Kind == fact.Kind && decision.AwaitsAgain(fact)))
        {
            foreach (var code in details.Prerequisites)
                next.Present(code);
        }
    }

    /// <summary>A log tells when a case was received and ended as attributes; where events come as they happen, an event is needed for either.</summary>
    private static void WitnessHistory(this CaseState next, CaseDetails details)
    {
        if (details.AppliedAt is { } applied)
            next.ReceivedAt = CaseFolding.Earlier(next.ReceivedAt, applied);
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
}
