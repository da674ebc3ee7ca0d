namespace Grains.Rules;

/// <summary>Something wrong with a rulebook's text, and where.</summary>
/// <param name="Path">Place in the document, such as <c>$.rules[3].colour</c>.</param>
/// <param name="Code">Stable code, kebab-case.</param>
/// <param name="Expected">What would be right.</param>
public sealed record RulebookError(string Path, string Code, string Expected);
