using Grains.Catalogue;

namespace Web.Catalogue.Sheet;

/// <summary>One thing that a document says, in words.</summary>
/// <param name="Element">The element it belongs to.</param>
/// <param name="Key">Which it is, the same in every version: by it versions are laid side by side.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Value">What it says; empty = nothing.</param>
public sealed record ItemRow(Element Element, string Key, string Label, string Value);
