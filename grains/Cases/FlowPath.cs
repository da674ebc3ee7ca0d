using Grains.Catalogue;

namespace Grains.Cases;

/// <summary>Whether the published flow leads from one step to another.</summary>
public static class FlowPath
{
    /// <summary>
    /// Whether one may come to <paramref name="to"/> next: it is among the successors, or behind optional or indispensable ones
    /// that were left out; staying in a step is no movement. From −1, the beginning, the first step comes next.
    /// </summary>
    public static bool Leads(Flow flow, int from, int to)
    {
        if (from == to)
            return true;
        // Most movements are to a successor: nothing to search.
        if (from < 0 ? to == 0 : IsNext(flow, from, to))
            return true;
        return Search(flow, from, to, new bool[flow.Steps.Length]);
    }

    private static bool IsNext(Flow flow, int from, int to)
    {
        foreach (var code in flow.Steps[from].Next)
        {
            if (flow.IndexOf(code) == to)
                return true;
        }

        return false;
    }

    /// <summary>Passes through each step that can be left out once, however many ways lead to it.</summary>
    private static bool Search(Flow flow, int from, int to, bool[] passed)
    {
        var open = new Stack<int>();
        if (from >= 0)
            open.Push(from);
        else if (CanBeLeftOut(flow.Steps[0]))
            open.Push(0);
        while (open.TryPop(out var at))
        {
            foreach (var code in flow.Steps[at].Next)
            {
                var next = flow.IndexOf(code);
                if (next == to)
                    return true;
                if (next < 0 || passed[next] || !CanBeLeftOut(flow.Steps[next]))
                    continue;
                passed[next] = true;
                open.Push(next);
            }
        }

        return false;
    }

    private static bool CanBeLeftOut(FlowStep step) => step.Optional || step.Mandatory is not null;
}
