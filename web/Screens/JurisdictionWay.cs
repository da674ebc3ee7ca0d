using Tenancy;

namespace Web.Screens;

/// <summary>The way from the top of the tree to the jurisdiction shown.</summary>
/// <param name="Steps">The jurisdictions on it, the highest first.</param>
/// <param name="Switchable">Whether the viewer may look at more than the own jurisdiction.</param>
public sealed record JurisdictionWay(IReadOnlyList<JurisdictionStep> Steps, bool Switchable)
{
    /// <summary>The jurisdiction shown.</summary>
    public Jurisdiction Shown => Steps[^1].Here;
}

/// <summary>One jurisdiction on the way.</summary>
/// <param name="Here">The jurisdiction.</param>
/// <param name="Open">Whether the viewer may look at it: the own one and those below.</param>
public sealed record JurisdictionStep(Jurisdiction Here, bool Open);
