using Grains.Catalogue;
using Grains.Rules;

namespace Grains.Cases;

/// <summary>Granting without, or against the recorded result of, a step law makes indispensable (Shenzhen Measures art. 12 nos. 6 to 8).</summary>
/// <remarks>
/// The step may have been taken as a step of the flow or as a special procedure that paused the case; the last result counts.
/// A result in prose goes to verification, not here. Rejecting without the step is lawful: what fails earlier need not go on.
/// </remarks>
internal static class MandatoryFaults
{
    public static void Find(ref Docket docket, CaseState state, Flow flow, Ruling decision)
    {
        foreach (var step in flow.Steps)
        {
            if (step.Mandatory is not { } what)
                continue;
            var (taken, outcome) = Result(state, step, what, decision.At);
            if (!taken)
                Report(ref docket, RuleKind.MandatoryStepMissing, decision, step.Code, what);
            else if (outcome == Outcome.Failed && decision.Kind == CaseEventKind.Approved)
                Report(ref docket, RuleKind.DecisionAgainstResult, decision, step.Code, what);
        }

        FindAgainstProcedure(ref docket, state, flow, decision);
    }

    /// <summary>A special procedure the flow does not demand binds as well once its result is recorded.</summary>
    private static void FindAgainstProcedure(ref Docket docket, CaseState state, Flow flow, Ruling decision)
    {
        if (decision.Kind != CaseEventKind.Approved)
            return;
        for (var i = 0; i < state.Suspensions.Length; i++)
        {
            var pause = state.Suspensions[i];
            if (pause.Outcome == Outcome.Failed && pause.Until <= decision.At && !IsDemanded(flow, pause.Ground) && !IsRepeated(state, i, decision.At))
                Report(ref docket, RuleKind.DecisionAgainstResult, decision, pause.Ground ?? "", pause.Ground ?? "");
        }
    }

    private static (bool Taken, Outcome Outcome) Result(CaseState state, FlowStep step, string what, DateTimeOffset decidedAt)
    {
        var (taken, last, outcome) = (false, DateTimeOffset.MinValue, Outcome.None);
        foreach (var visit in state.Steps)
        {
            if (visit.Step == step.Code && visit.CompletedAt is { } at && at <= decidedAt && at >= last)
                (taken, last, outcome) = (true, at, visit.Outcome);
        }

        foreach (var pause in state.Suspensions)
        {
            if (pause.Ground == what && pause.Outcome != Outcome.None && pause.Until is { } at && at <= decidedAt && at >= last)
                (taken, last, outcome) = (true, at, pause.Outcome);
        }

        return (taken || (what == MandatoryKind.Hearing && state.HeardAt <= decidedAt), outcome);
    }

    private static bool IsDemanded(Flow flow, string? ground)
    {
        foreach (var step in flow.Steps)
        {
            if (step.Mandatory is { } what && what == ground)
                return true;
        }

        return false;
    }

    /// <summary>The same procedure was gone through again before the decision.</summary>
    private static bool IsRepeated(CaseState state, int index, DateTimeOffset decidedAt)
    {
        for (var i = index + 1; i < state.Suspensions.Length; i++)
        {
            if (state.Suspensions[i].Ground == state.Suspensions[index].Ground && state.Suspensions[i].Until <= decidedAt)
                return true;
        }

        return false;
    }

    private static void Report(ref Docket docket, RuleKind kind, Ruling decision, string discriminator, string what) =>
        docket.Find(
            kind, decision.At, discriminator, null,
            Told.Of("event", decision.EventId), Told.Of("step", discriminator), Told.Of("mandatory", what), Told.Of("decidedAt", decision.At));
}
