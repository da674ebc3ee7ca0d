using System.Collections.Immutable;
using Grains.Cases;
using Grains.Catalogue;

namespace Web.Flows;

/// <summary>A published flow drawn in one row, with the path that a case took over it.</summary>
/// <param name="Nodes">Published steps in their order, then steps that are not in the flow.</param>
/// <param name="Edges">Published ways first, then those taken.</param>
/// <param name="Width">Of the drawing, in its own units.</param>
/// <param name="Height">Of the drawing, in its own units.</param>
public sealed record FlowDrawing(ImmutableArray<FlowNode> Nodes, ImmutableArray<FlowEdge> Edges, int Width, int Height)
{
    private const int StepWidth = 116;
    private const int StepHeight = 48;
    private const int Gap = 40;
    private const int ArcHeight = 26;
    private const int Margin = 12;

    /// <summary>The flow as it is published.</summary>
    public static FlowDrawing Of(Flow flow) => Of(flow, []);

    /// <summary>The flow with the passages of a case, in the order in which they were first heard of.</summary>
    public static FlowDrawing Of(Flow flow, ImmutableArray<StepVisit> visits)
    {
        var above = Margin + (ArcHeight * Longest(flow, visits));
        string[] strangers = [.. visits.Select(v => v.Step).Where(code => IndexOf(flow, code) < 0).Distinct(StringComparer.Ordinal)];
        ImmutableArray<FlowNode> nodes =
        [
            .. flow.Steps.Select((step, at) => Node(step.Code, step, at, above, visits)),
            .. strangers.Select((code, at) => Node(code, null, flow.Steps.Length + at, above, visits)),
        ];
        return new(
            nodes, [.. Published(flow, nodes), .. Taken(flow, nodes, visits)],
            Margin + (nodes.Length * (StepWidth + Gap)) - Gap + Margin, above + StepHeight + Margin + (NeedsRoomBelow(flow, visits, nodes) ? ArcHeight : 0));
    }

    private static FlowNode Node(string code, FlowStep? step, int at, int top, ImmutableArray<StepVisit> visits)
    {
        ImmutableArray<int> passages = [.. visits.Select((v, i) => (v.Step, Order: i + 1)).Where(v => v.Step == code).Select(v => v.Order)];
        var post = visits.Where(v => v.Step == code && v.Post is { Length: > 0 }).Select(v => v.Post!).FirstOrDefault(p => step is not null && !step.Posts.Contains(p));
        var runs = visits.Any(v => v.Step == code && v.CompletedAt is null && v == visits[^1]);
        return new(code, step, Margin + (at * (StepWidth + Gap)), top, StepWidth, StepHeight, passages, runs, post);
    }

    private static IEnumerable<FlowEdge> Published(Flow flow, ImmutableArray<FlowNode> nodes)
    {
        foreach (var (step, from) in flow.Steps.Select((step, at) => (step, at)))
        {
            foreach (var to in step.Next.Select(code => IndexOf(flow, code)).Where(to => to >= 0))
                yield return new(FlowEdgeKind.Published, Path(nodes[from], nodes[to], to - from));
        }
    }

    private static IEnumerable<FlowEdge> Taken(Flow flow, ImmutableArray<FlowNode> nodes, ImmutableArray<StepVisit> visits)
    {
        for (var i = 1; i < visits.Length; i++)
        {
            var from = Place(nodes, visits[i - 1].Step);
            var to = Place(nodes, visits[i].Step);
            if (from == to)
                continue;
            var known = Math.Max(from, to) < flow.Steps.Length;
            yield return new(
                known && FlowPath.Leads(flow, from, to) ? FlowEdgeKind.Taken : FlowEdgeKind.Deviation, Path(nodes[from], nodes[to], to - from));
        }
    }

    /// <summary>Straight to the neighbour, an arc over what is passed by, an arc below to go back.</summary>
    private static string Path(FlowNode from, FlowNode to, int steps)
    {
        var middle = from.Y + (StepHeight / 2);
        if (steps == 1)
            return FormattableString.Invariant($"M{from.X + StepWidth} {middle} H{to.X - 2}");
        if (steps > 1)
        {
            var high = from.Y - (ArcHeight * Math.Min(steps - 1, 3)) - 6;
            return FormattableString.Invariant($"M{from.X + (StepWidth / 2)} {from.Y} C{from.X + (StepWidth / 2)} {high} {to.X + (StepWidth / 2)} {high} {to.X + (StepWidth / 2)} {to.Y - 2}");
        }

        var low = from.Y + StepHeight + ArcHeight + 6;
        return FormattableString.Invariant($"M{from.X + (StepWidth / 2)} {from.Y + StepHeight} C{from.X + (StepWidth / 2)} {low} {to.X + (StepWidth / 2)} {low} {to.X + (StepWidth / 2)} {to.Y + StepHeight + 2}");
    }

    /// <summary>How high the highest arc stands, in arcs.</summary>
    private static int Longest(Flow flow, ImmutableArray<StepVisit> visits)
    {
        var published = flow.Steps.SelectMany((step, at) => step.Next.Select(code => IndexOf(flow, code) - at));
        var taken = visits.Zip(visits.Skip(1)).Select(pair => IndexOf(flow, pair.Second.Step) - IndexOf(flow, pair.First.Step));
        return Math.Clamp(published.Concat(taken).DefaultIfEmpty(1).Max() - 1, 0, 3);
    }

    /// <summary>Whether a way leads back, or a wrong post is named under its step.</summary>
    private static bool NeedsRoomBelow(Flow flow, ImmutableArray<StepVisit> visits, ImmutableArray<FlowNode> nodes) =>
        nodes.Any(n => n.WrongPost is not null)
        || flow.Steps.Select((step, at) => step.Next.Any(code => IndexOf(flow, code) is var to && to >= 0 && to < at)).Any(back => back)
        || visits.Zip(visits.Skip(1)).Any(pair => Place(nodes, pair.Second.Step) < Place(nodes, pair.First.Step));

    private static int IndexOf(Flow flow, string code) => flow.IndexOf(code);

    private static int Place(ImmutableArray<FlowNode> nodes, string code)
    {
        for (var i = 0; i < nodes.Length; i++)
        {
            if (nodes[i].Code == code)
                return i;
        }

        return -1;
    }
}
