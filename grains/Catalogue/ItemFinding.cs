namespace Grains.Catalogue;

/// <summary>Something that is missing from, or wrong in, the document of an item.</summary>
/// <param name="Code">Stable code, kebab-case; screens and the API translate it under <c>item.finding.{code}</c>.</param>
/// <param name="Element">Which element it concerns.</param>
/// <param name="Blocks">The item cannot be published; otherwise a warning.</param>
/// <param name="At">The step, fee or field concerned, by its code; null = the element as a whole.</param>
public sealed record ItemFinding(string Code, Element Element, bool Blocks, string? At = null);
