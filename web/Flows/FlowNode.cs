using System.Collections.Immutable;
using Grains.Catalogue;

namespace Web.Flows;

/// <summary>A step in a drawing of a flow.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Step">The published step; null for one that is not in the flow.</param>
/// <param name="X">Left edge.</param>
/// <param name="Y">Top edge.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
/// <param name="Passages">The numbers of the passages through it, from 1; empty = not passed.</param>
/// <param name="Runs">The last passage is through it and not over.</param>
/// <param name="WrongPost">A post that performed it without being published for it; null = none.</param>
public sealed record FlowNode(
    string Code, FlowStep? Step, int X, int Y, int Width, int Height, ImmutableArray<int> Passages, bool Runs, string? WrongPost)
{
    /// <summary>What is written in it: its name, else its code.</summary>
    public string Label => Step?.Name ?? Code;

    /// <summary>Whether the case passed it although, or as, it should not have.</summary>
    public bool Deviates => Step is null || WrongPost is not null;
}
