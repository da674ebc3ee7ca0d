namespace Web.Tree;

/// <summary>The tree as far as the caller may see it.</summary>
/// <param name="Version">Grows with every change of the tree.</param>
/// <param name="Own">Key of the caller's own jurisdiction.</param>
/// <param name="Jurisdictions">The own one, those above it and all below it; parents before children.</param>
internal sealed record TreeAnswer(long Version, string Own, IReadOnlyList<JurisdictionLine> Jurisdictions);
