using Grains.Catalogue;

namespace Grains.Cases;

/// <summary>Whether the published flow leads from one step to another.</summary>
public static class FlowPath
{
    /// <summary>
    /// Whether one may come to <paramref name="to"/> next: it is among the successors, or behind optional or indispensable ones
    /// that were left out; staying in a step is no movement. From −1, the beginning, the first step comes next.
    /// </summary>
    public static bool Leads(Flow flow, int from, int to) => from == to || Leads(flow, from, to, flow.Steps.Length);

    // The depth bound stops at loops in the flow.
    private static bool Leads(Flow flow, int from, int to, int depth)
    {
        if (from < 0)
            return to == 0 || (CanBeLeftOut(flow.Steps[0]) && Leads(flow, 0, to, depth - 1));
        if (depth == 0)
            return false;
        foreach (var code in flow.Steps[from].Next)
        {
            var next = flow.IndexOf(code);
            if (next == to || (next >= 0 && CanBeLeftOut(flow.Steps[next]) && Leads(flow, next, to, depth - 1)))
                return true;
        }

        return false;
    }

    private static bool CanBeLeftOut(FlowStep step) => step.Optional || step.Mandatory is not null;
}
