using Grains.Catalogue;
using Grains.Rules;

namespace Grains.Cases;

/// <summary>Conformance: the path taken against the published flow, and the decision against the steps law makes indispensable.</summary>
/// <remarks>
/// Steps are compared in the order in which they were first heard of, those of one instant in any that conforms. Optional steps
/// may be left out; leaving out an indispensable one is a fault of its own, found at the decision. A department that reports no steps at all is not
/// measured against the path. Before the decision only what was done is judged, not what is still to come.
/// </remarks>
internal static class FlowFaults
{
    public static void Find(ref Docket docket, CaseState state, ItemVersion item)
    {
        var flow = item.Flow;
        if (flow.Steps.IsDefaultOrEmpty)
            return;
        FindDeviations(ref docket, state, flow);
        if (state.OtherItem is { } other)
            FindOtherItem(ref docket, other);
        if (!item.ReportedUp && state.ForwardedAt is { } forwarded)
            Deviates(ref docket, forwarded, "forwarded", "not-reported-up", "", null);
        if (ClosedUndecidedAt(state, item) is { } closed)
            FindClosedUndecided(ref docket, state, flow, closed);
        if (state.Decision is { Kind: CaseEventKind.Approved or CaseEventKind.Decided } decision)
            MandatoryFaults.Find(ref docket, state, flow, decision.At, decision);
    }

    private static void FindDeviations(ref Docket docket, CaseState state, Flow flow)
    {
        if (state.Steps.IsEmpty)
            return;
        var (walk, decision) = (new FlowWalk(flow), state.Decision);
        for (var from = 0; from < state.Steps.Length;)
        {
            if (decision is not null && state.Steps[from] is var visit && visit.From > decision.AtBy(visit.Tellers))
            {
                FindShortcut(ref docket, walk, flow, decision);
                decision = null;
            }

            var until = state.EndOfInstant(from);
            FindDeviations(ref docket, state, from, until, walk, flow);
            from = until;
        }

        if (decision is not null)
            FindShortcut(ref docket, walk, flow, decision);
    }

    /// <summary>What was first heard of at one instant: where no order of it conforms, the published one is measured.</summary>
    private static void FindDeviations(ref Docket docket, CaseState state, int from, int until, FlowWalk walk, Flow flow)
    {
        var visits = state.Steps.AsSpan()[from..until];
        Span<int> places = visits.Length <= 32 ? stackalloc int[visits.Length] : new int[visits.Length];
        var (known, doubtful) = (0, new List<int>());
        for (var i = from; i < until; i++)
        {
            var visit = state.Steps[i];
            if (flow.IndexOf(visit.Step) is not (var at and >= 0))
            {
                Deviates(ref docket, visit.From, $">{visit.Step}", "unknown-step", visit.Step, visit.Post);
                walk.Lose();
                continue;
            }

            if (visit.Post is { Length: > 0 } post && !flow.Steps[at].Posts.Contains(post))
                Deviates(ref docket, visit.From, $"{visit.Step}!{post}", "wrong-post", visit.Step, post);
            if (state.MayBeRetold(i))
                doubtful.Add(at);
            else
                places[known++] = at;
        }

        places = places[..known];
        places.Sort();
        IReadOnlyList<int> again = [];
        if (!places.IsEmpty && !walk.TryPass(places) && (again = walk.PassWith(places, doubtful)).Count == 0)
            FindDeviations(ref docket, visits, places, walk, flow);
        foreach (var at in doubtful)
        {
            if (!again.Contains(at))
                walk.MayPass(at);
        }
    }

    private static void FindDeviations(ref Docket docket, ReadOnlySpan<StepVisit> visits, scoped ReadOnlySpan<int> places, FlowWalk walk, Flow flow)
    {
        foreach (var at in places)
        {
            var (before, step) = (walk.Furthest, flow.Steps[at].Code);
            if (walk.TryPass([at]))
                continue;
            Deviates(ref docket, visits[0].From, $"{Code(flow, before)}>{step}", "order", step, PostAt(visits, step));
            walk.Stand(at);
        }
    }

    private static string? PostAt(ReadOnlySpan<StepVisit> visits, string step)
    {
        foreach (var visit in visits)
        {
            if (visit.Step == step)
                return visit.Post;
        }

        return null;
    }

    /// <summary>The decision itself stands for the deciding step where that step was not reported.</summary>
    private static void FindShortcut(ref Docket docket, FlowWalk walk, Flow flow, Ruling decision)
    {
        var (last, deciding) = (walk.Furthest, flow.DecidingStep());
        if (last < 0 || deciding < 0 || last >= deciding || decision.Kind == CaseEventKind.Rejected || walk.LeadsTo(deciding))
            return;
        Deviates(ref docket, decision.At, $"{Code(flow, last)}>{flow.Steps[deciding].Code}", "decided-early", flow.Steps[deciding].Code, decision.Post);
    }

    /// <summary>
    /// When an office closed what it had accepted and not decided, as nothing lets it: an applicant may withdraw, and a case be
    /// terminated, but what is accepted is decided (行政许可法 art. 37, 38), or sent up. What is exercised ex officio, services, and what
    /// nobody decides by its flow may end without a decision; an imported log may just not hold it.
    /// </summary>
    private static DateTimeOffset? ClosedUndecidedAt(CaseState state, ItemVersion item) =>
        state is { EndKind: CaseEventKind.Closed, EndEventAt: { } closed, IsHistory: false, IsAcceptanceImported: false }
        && !item.ReportedUp && item.Flow.DecidingStep() >= 0 && !item.Kind.IsExOfficio() && item.Kind != ItemKind.PublicService
        && state.AcceptedAt <= closed && !(state.DecidedAt <= state.EndAgain.AtBy(state.Decision?.ToldBy ?? Tellers.None, closed))
            ? closed
            : null;

    private static void FindClosedUndecided(ref Docket docket, CaseState state, Flow flow, DateTimeOffset closed)
    {
        docket.Find(
            RuleKind.FlowDeviation, closed, "closed-undecided", null,
            Told.Of("why", "closed-undecided"), Told.Of("acceptedAt", state.AcceptedAt), Told.Of("endedAt", closed));
        MandatoryFaults.Find(ref docket, state, flow, closed, null);
    }

    /// <summary>An application for one item handled by the procedure of another, or told so.</summary>
    private static void FindOtherItem(ref Docket docket, OtherItem other) =>
        docket.Find(
            RuleKind.FlowDeviation, other.At, "other-item", null,
            Told.Of("why", "other-item"), Told.Of("event", other.EventId), Told.Of("item", other.ItemCode));

    private static string Code(Flow flow, int at) => at < 0 ? "" : flow.Steps[at].Code;

    private static void Deviates(ref Docket docket, DateTimeOffset at, string discriminator, string why, string step, string? post) =>
        docket.Find(RuleKind.FlowDeviation, at, discriminator, null, Told.Of("why", why), Told.Of("step", step), Told.Of("post", post));
}
