using Grains.Catalogue;
using Grains.Rules;

namespace Grains.Cases;

/// <summary>Granting without, or against the recorded result of, a step law makes indispensable (Shenzhen Measures art. 12 nos. 6 to 8).</summary>
/// <remarks>
/// The step may have been taken as a step of the flow or as a special procedure that paused the case; the last result counts, and
/// what ends without one erases none. Of two at one instant, the one in the case's favour counts.
/// A result in prose goes to verification, not here. Rejecting without the step is lawful: what fails earlier need not go on.
/// </remarks>
internal static class MandatoryFaults
{
    /// <summary>Looks at what had been done when the case was decided, or closed without a decision.</summary>
    public static void Find(ref Docket docket, CaseState state, Flow flow, DateTimeOffset over, Ruling? decision)
    {
        var granted = decision is { Kind: CaseEventKind.Approved };
        foreach (var step in flow.Steps)
        {
            if (step.Mandatory is not { } what)
                continue;
            var (taken, outcome) = Result(state, step, what, decision?.Again ?? state.EndAgain, over);
            if (!taken)
                Report(ref docket, RuleKind.MandatoryStepMissing, over, decision, step.Code, what);
            else if (granted && outcome == Outcome.Failed)
                Report(ref docket, RuleKind.DecisionAgainstResult, over, decision, step.Code, what);
        }

        if (granted)
            FindAgainstProcedure(ref docket, state, flow, decision!);
    }

    /// <summary>A special procedure the flow does not demand binds as well once its result is recorded.</summary>
    private static void FindAgainstProcedure(ref Docket docket, CaseState state, Flow flow, Ruling decision)
    {
        for (var i = 0; i < state.Suspensions.Length; i++)
        {
            var pause = state.Suspensions[i];
            if (pause.Outcome == Outcome.Failed && pause.Until <= decision.AtBy(pause.EndToldBy) && !IsDemanded(flow, pause.Ground) && !IsRepeated(state, i, decision))
                Report(ref docket, RuleKind.DecisionAgainstResult, decision.At, decision, pause.Ground ?? "", pause.Ground ?? "");
        }
    }

    private static (bool Taken, Outcome Outcome) Result(CaseState state, FlowStep step, string what, Retelling again, DateTimeOffset over)
    {
        var (taken, last, outcome) = (false, DateTimeOffset.MinValue, Outcome.None);
        foreach (var visit in state.Steps)
        {
            if (visit.Step == step.Code && visit.CompletedAt is { } at && at <= again.AtBy(visit.EndToldBy, over))
            {
                taken = true;
                Take(at, visit.Outcome);
            }
        }

        foreach (var pause in state.Suspensions)
        {
            if (pause.Ground == what && pause.Outcome != Outcome.None && pause.Until is { } at && at <= again.AtBy(pause.EndToldBy, over))
            {
                taken = true;
                Take(at, pause.Outcome);
            }
        }

        return (taken || (what == MandatoryKind.Hearing && state.Hearings.Any(one => one.At <= again.AtBy(Tellers.None.With(one.By), over))), outcome);

        void Take(DateTimeOffset at, Outcome result)
        {
            if (result != Outcome.None && (at > last || (at == last && result != Outcome.Failed)))
                (last, outcome) = (at, result);
        }
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

    /// <summary>The same procedure was gone through again before the decision, with a result.</summary>
    private static bool IsRepeated(CaseState state, int index, Ruling decision)
    {
        for (var i = index + 1; i < state.Suspensions.Length; i++)
        {
            var again = state.Suspensions[i];
            if (again.Ground == state.Suspensions[index].Ground && again.Outcome != Outcome.None && again.Until <= decision.AtBy(again.EndToldBy))
                return true;
        }

        return false;
    }

    private static void Report(ref Docket docket, RuleKind kind, DateTimeOffset over, Ruling? decision, string discriminator, string what) =>
        docket.Find(
            kind, over, discriminator, null,
            Told.Of("event", decision?.EventId), Told.Of("step", discriminator), Told.Of("mandatory", what),
            decision is null ? Told.Of("endedAt", over) : Told.Of("decidedAt", over));
}
