namespace Web.Flows;

/// <summary>A way between two steps in a drawing of a flow.</summary>
/// <param name="Kind">Published, taken, or taken against the flow.</param>
/// <param name="Path">Its course, as SVG's <c>d</c>.</param>
public sealed record FlowEdge(FlowEdgeKind Kind, string Path);

/// <summary>What a way in a drawing of a flow is.</summary>
public enum FlowEdgeKind
{
    /// <summary>Allowed by the published flow.</summary>
    Published,

    /// <summary>Taken by the case, as allowed.</summary>
    Taken,

    /// <summary>Taken by the case against the published flow.</summary>
    Deviation,
}
