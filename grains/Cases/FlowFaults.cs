using Grains.Catalogue;
using Grains.Rules;

namespace Grains.Cases;

/// <summary>Conformance: the path taken against the published flow, and the decision against the steps law makes indispensable.</summary>
/// <remarks>
/// Steps are compared in the order in which they were first heard of. Optional steps may be left out; leaving out an
/// indispensable one is a fault of its own, found at the decision. A department that reports no steps at all is not
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
        if (state.Decision is { Kind: CaseEventKind.Approved or CaseEventKind.Decided } decision)
            MandatoryFaults.Find(ref docket, state, flow, decision);
    }

    private static void FindDeviations(ref Docket docket, CaseState state, Flow flow)
    {
        var before = -1;
        var reached = true;
        foreach (var visit in state.Steps)
        {
            var at = flow.IndexOf(visit.Step);
            if (at < 0)
            {
                Deviates(ref docket, visit.From, $">{visit.Step}", "unknown-step", visit.Step, visit.Post);
                reached = false;
                continue;
            }

            // What follows an unknown step is measured against the last known one before it.
            if (reached && !FlowPath.Leads(flow, before, at))
                Deviates(ref docket, visit.From, $"{Code(flow, before)}>{visit.Step}", "order", visit.Step, visit.Post);
            if (visit.Post is { Length: > 0 } post && !flow.Steps[at].Posts.Contains(post))
                Deviates(ref docket, visit.From, $"{visit.Step}!{post}", "wrong-post", visit.Step, post);
            (before, reached) = (at, true);
        }

        if (state.Decision is { } decision && state.Steps.Length > 0)
            FindShortcut(ref docket, state, flow, decision);
    }

    /// <summary>The decision itself stands for the deciding step where that step was not reported.</summary>
    private static void FindShortcut(ref Docket docket, CaseState state, Flow flow, Ruling decision)
    {
        var last = -1;
        foreach (var visit in state.Steps)
        {
            if (visit.From <= decision.At && flow.IndexOf(visit.Step) is var at and >= 0)
                last = at;
        }

        var deciding = flow.DecidingStep();
        if (last < 0 || deciding < 0 || last >= deciding || decision.Kind == CaseEventKind.Rejected || FlowPath.Leads(flow, last, deciding))
            return;
        Deviates(ref docket, decision.At, $"{Code(flow, last)}>{flow.Steps[deciding].Code}", "decided-early", flow.Steps[deciding].Code, decision.Post);
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
