using System.Collections.Immutable;

namespace Grains.Catalogue;

/// <summary>Whether a flow is closed: it begins, every step is reachable, every way ends, and somebody in it may decide.</summary>
public static class FlowCheck
{
    /// <summary>Everything missing or wrong in the flow.</summary>
    public static ImmutableArray<ItemFinding> Of(Flow? flow) =>
        flow is null || flow.Steps.Length == 0
            ? [new("flow-missing", Element.Procedure, true)]
            : [.. Steps(flow), .. Ways(flow), .. DecidingPost(flow)];

    private static IEnumerable<ItemFinding> Steps(Flow flow)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in flow.Steps)
        {
            if (string.IsNullOrWhiteSpace(step.Code))
                yield return Wrong("step-code-missing", step.Name);
            else if (!codes.Add(step.Code))
                yield return Wrong("step-duplicate", step.Code);
            if (string.IsNullOrWhiteSpace(step.Name))
                yield return Wrong("step-name-missing", step.Code);
            if (step.Posts.Length == 0 || step.Posts.Any(string.IsNullOrWhiteSpace))
                yield return Wrong("step-post-missing", step.Code);
            if (step.Limit is { LeavesTime: false })
                yield return Wrong("step-limit-invalid", step.Code);
            if (step.Mandatory is { } mandatory && !MandatoryKind.All.Contains(mandatory))
                yield return Wrong("mandatory-kind-unknown", step.Code);
            if (step is { Mandatory: not null, Optional: true })
                yield return Wrong("mandatory-step-optional", step.Code);
        }

        foreach (var step in flow.Steps)
        {
            if (step.Next.Any(next => !codes.Contains(next)))
                yield return Wrong("next-step-unknown", step.Code);
        }
    }

    private static IEnumerable<ItemFinding> Ways(Flow flow)
    {
        var byCode = flow.Steps.DistinctBy(s => s.Code).ToDictionary(s => s.Code, StringComparer.Ordinal);
        var reached = Closure([flow.Steps[0].Code], code => byCode[code].Next.Where(byCode.ContainsKey));
        foreach (var step in flow.Steps.Where(s => !reached.Contains(s.Code)))
            yield return Wrong("step-unreachable", step.Code);

        var before = byCode.Values.SelectMany(s => s.Next.Select(next => (Step: s.Code, Next: next))).ToLookup(way => way.Next, way => way.Step);
        var ending = Closure(byCode.Values.Where(s => s.Next.Length == 0).Select(s => s.Code), code => before[code]);
        foreach (var step in flow.Steps.Where(s => !ending.Contains(s.Code)))
            yield return Wrong("step-without-end", step.Code);
    }

    private static IEnumerable<ItemFinding> DecidingPost(Flow flow)
    {
        if (string.IsNullOrWhiteSpace(flow.DecidingPost))
            yield return new("deciding-post-missing", Element.Authority, true);
        else if (!flow.Steps.Any(s => s.Posts.Contains(flow.DecidingPost)))
            yield return new("deciding-post-not-in-flow", Element.Authority, true, flow.DecidingPost);
    }

    private static HashSet<string> Closure(IEnumerable<string> start, Func<string, IEnumerable<string>> onward)
    {
        var seen = new HashSet<string>(start, StringComparer.Ordinal);
        var open = new Stack<string>(seen);
        while (open.TryPop(out var code))
        {
            foreach (var next in onward(code).Where(seen.Add))
                open.Push(next);
        }

        return seen;
    }

    private static ItemFinding Wrong(string code, string? step) => new(code, Element.Procedure, true, step);
}
