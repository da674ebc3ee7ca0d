using Grains.Catalogue;
using Grains.Clocks;
using Grains.Rules;

namespace Grains.Cases;

/// <summary>Pauses without lawful ground, announced length, notice or result, and pauses longer than announced (行政许可法 art. 45).</summary>
internal static class PauseFaults
{
    public static void Find(ref Docket docket, CaseState state, ItemVersion? item)
    {
        foreach (var pause in state.Suspensions)
        {
            FindUnlawful(ref docket, state, item, pause);
            if (pause.ExpectedDays is { } days and >= 0 and <= Limit.MaxAmount)
                FindOverlong(ref docket, state, item, pause, days);
        }
    }

    private static void FindUnlawful(ref Docket docket, CaseState state, ItemVersion? item, Suspension pause)
    {
        var lacks = !PauseGrounds.IsLawful(pause.Ground, item) ? "ground"
            : pause.ExpectedDays is not >= 0 ? "expectedDays"
            : !pause.ApplicantTold ? "noticeProof"
            : null;
        if (lacks is not null)
            Report(ref docket, pause, lacks, pause.From, state.CorrectedAt(pause.EventId, pause.Until));
        else if (EndedWithoutResult(state, pause) is { } ended)
            Report(ref docket, pause, "result", ended, state.CorrectedAt(pause.EventId));
    }

    /// <summary>Resumed without a result, or overtaken by a decision or an end before there was one.</summary>
    private static DateTimeOffset? EndedWithoutResult(CaseState state, Suspension pause)
    {
        var ended = EndOf(state, pause);
        return pause.Outcome == Outcome.None || ended < (pause.Until ?? DateTimeOffset.MaxValue) ? ended : null;
    }

    /// <summary>When the pause was over: resumed, or overtaken by the decision or the end; null while it lasts.</summary>
    private static DateTimeOffset? EndOf(CaseState state, Suspension pause) =>
        state.StoppedAt is { } stopped && stopped > pause.From && !(pause.Until <= stopped) ? stopped : pause.Until;

    private static void Report(ref Docket docket, Suspension pause, string lacks, DateTimeOffset from, DateTimeOffset? correctedAt) =>
        docket.Find(
            RuleKind.UnlawfulPause, from, pause.EventId, correctedAt,
            Told.Of("event", pause.EventId), Told.Of("ground", pause.Ground), Told.Of("lacks", lacks));

    private static void FindOverlong(ref Docket docket, CaseState state, ItemVersion? item, Suspension pause, int days)
    {
        var unit = item is null or { Limits.Legal.Unit: LimitUnit.WorkingDays } ? LimitUnit.WorkingDays : LimitUnit.CalendarDays;
        var announced = Deadline.Of(Clock.Due(docket.Calendar, pause.From, new(days, unit)));
        var ended = EndOf(state, pause);
        if (!announced.Binds || !(ended is { } at ? announced.MissedBy(at) : docket.HasCome(announced.LateFrom)))
            return;
        docket.Find(
            RuleKind.OverlongPause, announced.LateFrom, pause.EventId, ended,
            Told.Of("event", pause.EventId), Told.Of("ground", pause.Ground), Told.Of("expectedDays", days),
            Told.Of("due", announced.At), Told.Of("doneAt", ended));
    }
}
