namespace Grains.Catalogue;

/// <summary>Looks things up in a flow, without allocating: a flow has a handful of steps.</summary>
public static class FlowSteps
{
    /// <summary>Place of the step in published order; −1 when the flow does not know it.</summary>
    public static int IndexOf(this Flow flow, string? step)
    {
        if (flow.Steps.IsDefaultOrEmpty)
            return -1;
        for (var i = 0; i < flow.Steps.Length; i++)
        {
            if (flow.Steps[i].Code == step)
                return i;
        }

        return -1;
    }

    /// <summary>Place of the last step that the deciding post performs; −1 when there is none.</summary>
    public static int DecidingStep(this Flow flow)
    {
        if (flow.Steps.IsDefaultOrEmpty)
            return -1;
        for (var i = flow.Steps.Length - 1; i >= 0; i--)
        {
            if (flow.Steps[i].Posts.Contains(flow.DecidingPost))
                return i;
        }

        return -1;
    }
}
