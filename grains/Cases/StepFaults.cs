using Grains.Catalogue;
using Grains.Clocks;
using Grains.Rules;

namespace Grains.Cases;

/// <summary>Steps that took longer than their limit.</summary>
internal static class StepFaults
{
    public static void Find(ref Docket docket, CaseState state, ItemVersion item, ReadOnlySpan<Pause> pauses)
    {
        for (var i = 0; i < state.Steps.Length; i++)
        {
            var visit = state.Steps[i];
            if (state.IsOpenRetelling(i))
                continue;
            if (visit.StartedAt is { } started && item.Flow.IndexOf(visit.Step) is var at and >= 0 && item.Flow.Steps[at].Limit is { } limit)
                Find(ref docket, visit, started, DoneAt(state, visit, started), Deadline.Of(Clock.Due(docket.Calendar, started, limit, pauses)), !pauses.IsEmpty);
        }
    }

    /// <summary>When the step was over: completed, or overtaken by the decision or the end.</summary>
    internal static DateTimeOffset? DoneAt(CaseState state, StepVisit visit, DateTimeOffset started)
    {
        var overtaken = state.StoppedAt >= started ? state.StoppedAt
            : state.StoppedAtBy(visit.ToldBy) >= started ? state.StoppedAtBy(visit.ToldBy)
            : state.EndedAt >= started ? state.EndedAt
            : null;
        return visit.CompletedAt is { } completed && !(overtaken < completed) ? completed : overtaken;
    }

    private static void Find(ref Docket docket, StepVisit visit, DateTimeOffset started, DateTimeOffset? done, Deadline deadline, bool paused)
    {
        if (!deadline.IsMissed(ref docket, paused ? null : started, done))
            return;
        var startedText = Told.Of("startedAt", started);
        docket.Find(
            RuleKind.StepOverdue, deadline.LateFrom, $"{visit.Step}@{startedText.Value}", done,
            Told.Of("step", visit.Step), Told.Of("post", visit.Post), startedText,
            Told.Of("due", deadline.At), Told.Of("dueDay", deadline.Day), Told.Of("doneAt", done));
    }
}
