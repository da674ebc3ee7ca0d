namespace Grains.Catalogue;

/// <summary>What a rulebook adds to the law when documents are checked.</summary>
/// <param name="MaximumPromisedPercent">The promised limit may be at most this share of the legal one, percent (seed 001, Huaihua: 50); null = only not longer.</param>
public sealed record CompletenessRules(int? MaximumPromisedPercent = null)
{
    /// <summary>The law alone.</summary>
    public static readonly CompletenessRules Law = new();
}
