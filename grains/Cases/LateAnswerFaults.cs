using System.Collections.Immutable;
using Grains.Calendars;
using Grains.Catalogue;
using Grains.Clocks;
using Grains.Rules;

namespace Grains.Cases;

/// <summary>
/// Answers to an application, given within the limit for accepting but told only when it was over: each undoes an acceptance by
/// silence (行政许可法 art. 32), and one that moves the deadlines which ran from it does not do so in silence.
/// </summary>
/// <remarks>
/// It rests on when each fact happened and was told, never on whether the silence was recorded. What is told within the days that
/// the rule allows, after it happened or after the application itself was recorded, is not told late; nor is anything where
/// another answer to the same receipt was told in time, for then there was no silence to undo.
/// </remarks>
internal static class LateAnswerFaults
{
    /// <summary>Reports the first of them; a case is accepted by silence at most once.</summary>
    /// <returns>Id of the event; null where there is none.</returns>
    public static string? Find(ref Docket docket, CaseState state, ItemVersion item, in DecisionClock clock)
    {
        if (!IsAnyToldOnALaterDay(state.Intake, docket.Calendar.Zone))
            return null;
        var (receipts, begins, awaiting) = (new List<IntakeFact>(), CaseEventKind.Submitted, false);
        for (var i = 0; i < state.Intake.Length; i++)
        {
            var fact = state.Intake[i];
            if (awaiting && fact.Kind == CaseEventKind.SupplementReceived)
            {
                (begins, awaiting) = (fact.Kind, false);
                receipts.Clear();
            }

            if (fact.Kind == begins)
                receipts.Add(fact);
            if (!fact.IsAnswer || (awaiting && fact.Kind == CaseEventKind.SupplementRequested))
                continue;
            if (awaiting || receipts.Count == 0 || fact.At >= Silence(docket.Calendar, item, receipts[0]).LateFrom)
                return null;
            if (Find(ref docket, state, item, clock, receipts, i) is { } late)
                return late;
            if (fact.Kind != CaseEventKind.SupplementRequested)
                return null;
            awaiting = true;
        }

        return null;
    }

    private static bool IsAnyToldOnALaterDay(ImmutableArray<IntakeFact> intake, Zone zone)
    {
        foreach (var fact in intake)
        {
            if (fact.IsAnswer && fact.ToldAt is { } told && zone.DayOf(told) > zone.DayOf(fact.At))
                return true;
        }

        return false;
    }

    /// <summary>When the limit for accepting ends that runs from a receipt.</summary>
    private static Deadline Silence(WorkCalendar calendar, ItemVersion item, in IntakeFact receipt) =>
        Deadline.Of(Clock.Due(calendar, receipt.At, AcceptanceClock.LimitOf(item).Limit));

    private static string? Find(
        ref Docket docket, CaseState state, ItemVersion item, in DecisionClock clock, List<IntakeFact> receipts, int first)
    {
        var answer = state.Intake[first];
        if (docket.Rules.InForce(answer.At) is not { } book)
            return null;
        string? late = null;
        foreach (var rule in book.Of(RuleKind.DeadlineMovedLate))
        {
            if (!docket.Covers(rule) || Undone(ref docket, state, item, receipts, first, rule.WorkingDays) is not { } silence)
                continue;
            var before = DecisionClock.Of(state with { AcceptedAt = silence.Receipt.At, DeemedAt = silence.From }, item, docket.Calendar);
            Await(ref docket, before.Legal);
            Await(ref docket, before.Promised);
            if (!Moves(before.Legal, before.LegalLimit, clock.Legal) && !Moves(before.Promised, before.PromisedLimit, clock.Promised))
                continue;
            Report(ref docket, book, rule, answer, silence, before.Binding, clock.InForce);
            late = answer.EventId;
        }

        return late;
    }

    /// <summary>The silence that was undone when the first answer was told; null where the office had not been silent as far as anybody knew.</summary>
    private static UndoneSilence? Undone(
        ref Docket docket, CaseState state, ItemVersion item, List<IntakeFact> receipts, int first, int workingDays)
    {
        UndoneSilence? undone = null;
        for (var i = first; i < state.Intake.Length; i++)
        {
            var answer = state.Intake[i];
            if (!answer.IsAnswer)
                continue;
            if (answer.ToldAt is not { } told || Known(receipts, told) is not { RecordedAt: { } known } receipt)
                return null;
            var silence = Silence(docket.Calendar, item, receipt);
            if (!silence.Binds)
                docket.AwaitPaper(silence.Day, receipt.At, told);
            if (!silence.Binds || StoppedAt(state) < silence.LateFrom)
                return null;
            if (answer.At >= silence.LateFrom)
                break;
            // What counts later is told late no earlier.
            var counted = Later(answer.At, known);
            var soon = Deadline.Of(Clock.Due(docket.Calendar, counted, Limit.WorkingDays(workingDays)));
            if (!soon.Binds)
            {
                docket.AwaitPaper(soon.Day, counted, told);
                return null;
            }

            var late = Later(silence.LateFrom, soon.LateFrom);
            if (told < late)
                return null;
            undone ??= new(receipt, silence.LateFrom, late);
        }

        return undone;
    }

    /// <summary>The earliest receipt that was known when an answer was told; what is recorded together was not.</summary>
    private static IntakeFact? Known(List<IntakeFact> receipts, DateTimeOffset told)
    {
        foreach (var receipt in receipts)
        {
            if (receipt.RecordedAt < told)
                return receipt;
        }

        return null;
    }

    /// <summary>When the case was over otherwise than by a refusal to accept it, which is an answer itself.</summary>
    private static DateTimeOffset? StoppedAt(CaseState state) =>
        state is { EndKind: CaseEventKind.NotAccepted, Decision: null } ? null : state.StoppedAt;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a < b ? b : a;

    /// <summary>Whether the answer moved a deadline cannot be told while the one before it is not known.</summary>
    private static void Await(ref Docket docket, in Deadline before)
    {
        if (before is { Runs: true, Provisional: true })
            docket.AwaitPaper(before.Day, null, null);
    }

    /// <summary>What is counted in working days moves by as many whatever the unknown days turn out to be, and what is taken away is gone.</summary>
    private static bool Moves(in Deadline before, Limit? limit, in Deadline after) =>
        after.LateFrom > before.LateFrom && (before.Binds || (before.Runs && (!after.Runs || limit is { Unit: LimitUnit.WorkingDays })));

    private static void Report(
        ref Docket docket, CompiledRulebook book, CompiledRule rule, in IntakeFact answer, in UndoneSilence silence, in Deadline before, in Deadline after)
    {
        KeyValuePair<string, string>[] facts =
        [
            Told.Of("event", answer.EventId), Told.Of("happened", EventKindNames.NameOf(answer.Kind)), Told.Of("answeredAt", answer.At),
            Told.Of("recordedAt", answer.RecordedAt), Told.Of("receivedAt", silence.Receipt.At), Told.Of("deemedAcceptedAt", silence.From),
            Told.Of("dueBefore", before.Runs ? before.At : null), Told.Of("due", after.Runs ? after.At : null),
        ];
        docket.Add(
            book, rule, silence.ToldLateFrom, "deemed-accepted", answer.RecordedAt,
            answer.ToldAt == answer.RecordedAt ? facts : [.. facts, Told.Of("toldAt", answer.ToldAt)]);
    }

    /// <summary>A silence that stood until an answer was told.</summary>
    /// <param name="Receipt">What had not been answered.</param>
    /// <param name="From">When the limit for accepting had run out.</param>
    /// <param name="ToldLateFrom">From when on the answer was told late.</param>
    private readonly record struct UndoneSilence(IntakeFact Receipt, DateTimeOffset From, DateTimeOffset ToldLateFrom);
}
