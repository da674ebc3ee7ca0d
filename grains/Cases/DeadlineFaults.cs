using Grains.Calendars;
using Grains.Rules;

namespace Grains.Cases;

/// <summary>Reminders before the decision is due, and the faults of deciding, or forwarding, too late.</summary>
internal static class DeadlineFaults
{
    public static void Find(ref Docket docket, CaseState state, in DecisionClock clock, string backdated)
    {
        var (legal, promised) = (clock.Legal, clock.Promised);
        var (stopped, kept) = (state.StoppedAt, clock.PromiseDoneAt(state));
        var start = IsSettled(state, clock) ? clock.Start : null;
        if (legal.IsMissed(ref docket, start, stopped))
            Report(ref docket, clock.ReportsUp ? RuleKind.ForwardedLate : RuleKind.LegalLimitMissed, state, legal, stopped, backdated);
        // A promise as late as the law allows adds nothing, unless the law's own deadline cannot be told; a later one is a fault of its own.
        if ((legal.Provisional || promised.LateFrom < legal.LateFrom) && promised.IsMissed(ref docket, start, kept))
            Report(ref docket, RuleKind.PromiseMissed, state, promised, kept, backdated);
        if (state.Promise is not null && clock.LegalLimit is { } && state.AcceptedAt is not null)
            FindLongPromise(ref docket, state, clock, kept);
        if (stopped is null && !state.IsHistory && clock.InForce is { Binds: true } inForce)
            Remind(ref docket, inForce, state.AcceptedAt ?? state.FirstAt);
    }

    /// <summary>Whether nothing but the days themselves can move the deadlines: whether an extension or the emergency channel was in time may rest on unknown days too.</summary>
    private static bool IsSettled(CaseState state, in DecisionClock clock) =>
        clock.Pauses.IsEmpty && state.Extensions.IsEmpty && state.Promise is null && state.GreenRetoldAt is null;

    private static void Report(ref Docket docket, RuleKind kind, CaseState state, Deadline deadline, DateTimeOffset? stopped, string backdated)
    {
        KeyValuePair<string, string>[] facts =
        [
            Told.Of("acceptedAt", state.AcceptedAt), Told.Of("due", deadline.At), Told.Of("dueDay", deadline.Day), Told.Of("doneAt", stopped),
        ];
        if (backdated.Length > 0)
            facts = [.. facts, Told.Of("movedLateBy", backdated)];
        docket.Find(kind, deadline.LateFrom, "", stopped, facts);
    }

    /// <summary>Measured against the limit as it was when the promise was made: without pauses and extension.</summary>
    private static void FindLongPromise(ref Docket docket, CaseState state, in DecisionClock clock, DateTimeOffset? stopped)
    {
        var lawful = clock.LegalExtension == 0 && clock.Pauses.IsEmpty
            ? clock.Legal
            : Deadline.Of(Clocks.Clock.Due(docket.Calendar, clock.Start!.Value, clock.LegalLimit!.Value));
        var promise = state.Promise!;
        if (!lawful.IsMissed(ref docket, clock.Start, promise.Until) || promise.Until == lawful.LateFrom)
            return;
        var from = promise.MadeAt > clock.Start!.Value ? promise.MadeAt : clock.Start.Value;
        docket.Find(
            RuleKind.PromiseBeyondLegalLimit, from, "", state.CorrectedAt(promise.EventId, from, stopped),
            Told.Of("event", promise.EventId), Told.Of("promised", promise.Until), Told.Of("legal", lawful.At));
    }

    private static void Remind(ref Docket docket, Deadline deadline, DateTimeOffset start)
    {
        if (docket.Now >= deadline.LateFrom)
            return;
        var zone = docket.Calendar.Zone;
        var dueDay = zone.StartOf(deadline.Day);
        var today = dueDay > start ? dueDay : start;
        if (docket.HasCome(today))
            docket.Find(RuleKind.DueToday, today, Told.Day(deadline.Day), null, Told.Of("due", deadline.At));
        else if (docket.Rules.InForce(docket.Now) is { } book)
            Warn(ref docket, book, deadline, start);
    }

    /// <summary>Only where the limit is longer than the warning: a promise of three days is not warned of on its first.</summary>
    private static void Warn(ref Docket docket, CompiledRulebook book, Deadline deadline, DateTimeOffset start)
    {
        foreach (var rule in book.Of(RuleKind.DueSoon))
        {
            if (!docket.Covers(rule))
                continue;
            var (calendar, day) = (docket.Calendar, deadline.Day);
            if (WarnsFrom(calendar, day, rule, start) is not { } from || !docket.HasCome(from))
                continue;
            var (by, first, since) = docket.Since(book, rule, one => WarnsFrom(calendar, day, one, start) ?? DateTimeOffset.MaxValue);
            docket.Add(
                by, first, since, Told.Day(deadline.Day), null,
                Told.Of("due", deadline.At), Told.Of("workingDaysLeft", first.WorkingDays));
        }
    }

    private static DateTimeOffset? WarnsFrom(WorkCalendar calendar, DateOnly due, CompiledRule rule, DateTimeOffset start) =>
        calendar.Zone.StartOf(calendar.AddWorkingDays(due, -rule.WorkingDays)) is var from && from > start ? from : null;
}
