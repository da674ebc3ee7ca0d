using System.Collections.Immutable;
using Grains.Cases;
using Grains.Rules;

namespace Web.Entry;

/// <summary>One thing that can be entered about a case.</summary>
/// <param name="Kind">What would have happened.</param>
/// <param name="Step">Code of the step; null where the kind has none.</param>
/// <param name="Raises">The faults it would add if it were recorded now, the gravest first.</param>
public sealed record EntryOffer(CaseEventKind Kind, string? Step, ImmutableArray<Fault> Raises)
{
    /// <summary>The gravest colour it would raise.</summary>
    public Colour Worst => Raises.IsEmpty ? Colour.None : Raises[0].Colour;
}
