using Grains.Calendars;
using Grains.Catalogue;
using Grains.Clocks;
using Grains.Rules;

namespace Grains.Cases;

/// <summary>Pauses without lawful ground, announced length, notice or result, and pauses longer than announced or than the rulebook lets any last (行政许可法 art. 45).</summary>
internal static class PauseFaults
{
    public static void Find(ref Docket docket, CaseState state, ItemVersion? item)
    {
        foreach (var pause in state.Suspensions)
        {
            FindUnlawful(ref docket, state, item, pause);
            FindOverlong(ref docket, item, pause, EndOf(state, pause));
        }
    }

    private static void FindUnlawful(ref Docket docket, CaseState state, ItemVersion? item, Suspension pause)
    {
        var lacks = !PauseGrounds.IsLawful(pause.Ground, item) ? "ground"
            : pause.ExpectedDays is not >= 0 ? "expectedDays"
            : !pause.ApplicantTold ? "noticeProof"
            : null;
        if (lacks is not null)
            Report(ref docket, pause, lacks, pause.From, state.CorrectedAt(pause.EventId, pause.From, EndOf(state, pause)));
        else if (EndedWithoutResult(state, pause) is { } ended)
            Report(ref docket, pause, "result", ended, state.CorrectedAt(pause.EventId, ended));
    }

    /// <summary>
    /// Resumed without a result, or overtaken by a decision or a closing before there was one; an applicant who withdraws, or a
    /// case that is terminated undecided, leaves nothing to await a result for.
    /// </summary>
    private static DateTimeOffset? EndedWithoutResult(CaseState state, Suspension pause)
    {
        var ended = EndOf(state, pause);
        if (state is { EndKind: CaseEventKind.Withdrawn or CaseEventKind.Terminated, Decision: null } && (ended == state.EndEventAt || state.EndAgain.IsAt(ended)))
            return null;
        return pause.Outcome == Outcome.None || ended < (pause.Until ?? DateTimeOffset.MaxValue) ? ended : null;
    }

    /// <summary>When the pause was over: resumed, or overtaken by the decision or the end; null while it lasts.</summary>
    private static DateTimeOffset? EndOf(CaseState state, Suspension pause)
    {
        var stopped = state.StoppedAt > pause.From ? state.StoppedAt : state.StoppedAtBy(pause.ToldBy);
        return stopped > pause.From && !(pause.Until <= stopped) && !(pause.Until <= state.StoppedAtBy(pause.EndToldBy)) ? stopped : pause.Until;
    }

    private static void Report(ref Docket docket, Suspension pause, string lacks, DateTimeOffset from, DateTimeOffset? correctedAt) =>
        docket.Find(
            RuleKind.UnlawfulPause, from, pause.EventId, correctedAt,
            Told.Of("event", pause.EventId), Told.Of("ground", pause.Ground), Told.Of("lacks", lacks));

    private static void FindOverlong(ref Docket docket, ItemVersion? item, Suspension pause, DateTimeOffset? ended)
    {
        var announced = Announced(docket.Calendar, item, pause);
        FindBeyondMaximum(ref docket, pause, announced, ended);
        if (!announced.IsMissed(ref docket, pause.From, ended))
            return;
        docket.Find(
            RuleKind.OverlongPause, announced.LateFrom, pause.EventId, ended,
            Told.Of("event", pause.EventId), Told.Of("ground", pause.Ground), Told.Of("expectedDays", pause.ExpectedDays ?? 0),
            Told.Of("due", announced.At), Told.Of("doneAt", ended));
    }

    /// <summary>An announcement of years excuses nothing: no pause lasts longer than the rules of its first day allow.</summary>
    private static void FindBeyondMaximum(ref Docket docket, Suspension pause, Deadline announced, DateTimeOffset? ended)
    {
        if (docket.Rules.InForce(pause.From) is not { } book)
            return;
        foreach (var rule in book.Of(RuleKind.OverlongPause))
        {
            var most = Deadline.Of(Clock.Due(docket.Calendar, pause.From, Limit.WorkingDays(rule.WorkingDays)));
            if (!docket.Covers(rule) || announced.LateFrom <= most.LateFrom || !most.IsMissed(ref docket, pause.From, ended))
                continue;
            docket.Add(
                book, rule, most.LateFrom, pause.EventId, ended,
                Told.Of("event", pause.EventId), Told.Of("ground", pause.Ground), Told.Of("workingDays", rule.WorkingDays),
                Told.Of("due", most.At), Told.Of("doneAt", ended));
        }
    }

    private static Deadline Announced(WorkCalendar calendar, ItemVersion? item, Suspension pause)
    {
        if (pause.ExpectedDays is not ({ } days and >= 0 and <= Limit.MaxAmount))
            return Deadline.None;
        var unit = item is null or { Limits.Legal.Unit: LimitUnit.WorkingDays } ? LimitUnit.WorkingDays : LimitUnit.CalendarDays;
        return Deadline.Of(Clock.Due(calendar, pause.From, new(days, unit)));
    }
}
