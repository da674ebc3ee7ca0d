using System.Collections.Immutable;
using Grains.Catalogue;

namespace Grains.Cases;

/// <summary>
/// Steps that a second way tells hours after the first, as somebody who types in at evening what was done by day. The fold cannot
/// know them from steps that were gone through again; the flow can: what it does not allow is one told again, and where it allows
/// both, nobody can tell.
/// </summary>
internal static class StepRetelling
{
    /// <summary>The case without passages that only tell others again, and without what came too late of them alone.</summary>
    public static CaseState WithoutRetoldSteps(this CaseState state, Flow flow)
    {
        if (flow.Steps.IsDefaultOrEmpty || !IsToldByTwo(state))
            return state;
        var (walk, kept, retold) = (new FlowWalk(flow), new List<StepVisit>(state.Steps.Length), new List<StepVisit>());
        for (var from = 0; from < state.Steps.Length;)
        {
            var until = state.EndOfInstant(from);
            Pass(state.Steps.AsSpan()[from..until], flow, walk, kept, retold);
            from = until;
        }

        return retold.Count == 0 ? state : state with
        {
            Steps = [.. kept],
            Belated = state.Belated.RemoveAll(one => one.Kind is CaseEventKind.StepStarted or CaseEventKind.StepCompleted
                && retold.Exists(visit => visit.Step == (one.Step ?? "") && (visit.StartedAt == one.At || visit.CompletedAt == one.At))),
        };
    }

    /// <summary>Whether a passage may be an earlier one told again: of the same step, by ways of its own, within a day, with no other result.</summary>
    /// <param name="state">The case.</param>
    /// <param name="visit">Place of the passage.</param>
    public static bool MayBeRetold(this CaseState state, int visit) => PlaceToldBefore(state.Steps.AsSpan()[..visit], state.Steps[visit]) >= 0;

    /// <summary>Whether it may be an earlier passage told again, without its end, and another has followed: no clock runs for it.</summary>
    /// <param name="state">The case.</param>
    /// <param name="visit">Place of the passage.</param>
    public static bool IsOpenRetelling(this CaseState state, int visit) =>
        state.Steps[visit].CompletedAt is null && visit < state.Steps.Length - 1 && state.MayBeRetold(visit);

    /// <summary>Place behind the passages that were first heard of at one instant.</summary>
    /// <param name="state">The case.</param>
    /// <param name="from">Place of the first of them.</param>
    public static int EndOfInstant(this CaseState state, int from)
    {
        var until = from + 1;
        while (until < state.Steps.Length && state.Steps[until].From == state.Steps[from].From)
            until++;
        return until;
    }

    private static bool IsToldByTwo(CaseState state)
    {
        foreach (var visit in state.Steps)
        {
            if (visit.Tellers != state.Steps[0].Tellers)
                return true;
        }

        return false;
    }

    private static void Pass(ReadOnlySpan<StepVisit> visits, Flow flow, FlowWalk walk, List<StepVisit> kept, List<StepVisit> retold)
    {
        var (before, own, places, doubtful) = (kept.ToArray(), new List<StepVisit>(), new List<int>(), new List<int>());
        foreach (var visit in visits)
        {
            if (flow.IndexOf(visit.Step) is not (var at and >= 0))
                walk.Lose();
            else
                (PlaceToldBefore(before, visit) < 0 ? places : doubtful).Add(at);
        }

        places.Sort();
        IReadOnlyList<int> again = [];
        if (places.Count > 0 && !walk.TryPass(places.ToArray()) && (again = walk.PassWith(places.ToArray(), doubtful)).Count == 0)
        {
            foreach (var at in places)
            {
                if (!walk.TryPass([at]))
                    walk.Stand(at);
            }
        }

        foreach (var visit in visits)
        {
            var known = flow.IndexOf(visit.Step) >= 0 ? PlaceToldBefore(before, visit) : -1;
            if (known < 0 || again.Contains(flow.IndexOf(visit.Step)) || walk.MayPass(flow.IndexOf(visit.Step)))
            {
                own.Add(visit);
                continue;
            }

            before[known] = kept[known] = kept[known].ToldAgain(visit);
            retold.Add(visit);
        }

        kept.AddRange(own);
    }

    private static int PlaceToldBefore(ReadOnlySpan<StepVisit> earlier, StepVisit visit)
    {
        for (var i = 0; i < earlier.Length; i++)
        {
            var one = earlier[i];
            if (one.Step != visit.Step)
                continue;
            var from = visit.StartedAt is null ? one.CompletedAt ?? one.From : one.From;
            // A way that begins again what it has told begins another; one that only ends may end what it has told to begin.
            var isTold = visit.StartedAt is null
                ? one.EndToldBy.HasAny(visit.EndToldBy) || !one.Tellers.HasOther(visit.Tellers)
                : one.Tellers.HasAny(visit.Tellers);
            if (!isTold && Tellers.IsWithinADay(from, visit.From)
                && (one.Post is null || visit.Post is null || one.Post == visit.Post)
                && one.Outcome.Agrees(visit.Outcome))
                return i;
        }

        return -1;
    }

    /// <summary>What either telling says of it.</summary>
    private static StepVisit ToldAgain(this StepVisit visit, StepVisit again) => visit with
    {
        Post = visit.Post ?? again.Post,
        CompletedAt = visit.CompletedAt ?? again.CompletedAt,
        Outcome = visit.Outcome.And(again.Outcome),
        ToldBy = visit.ToldBy.And(again.ToldBy),
        EndToldBy = visit.EndToldBy.And(again.EndToldBy),
    };
}
