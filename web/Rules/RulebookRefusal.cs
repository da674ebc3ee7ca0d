using System.Collections.Immutable;
using Grains.Rules;

namespace Web.Rules;

/// <summary>Why a layer was not published, or not decided about.</summary>
/// <param name="Code">Stable code: <c>rulebook-invalid</c>, <c>rulebook-too-large</c>, <c>rulebooks-changed</c>, <c>not-the-parent</c>, <c>nothing-proposed</c>, <c>nothing-to-withdraw</c>, <c>already-in-force</c>.</param>
/// <param name="Faults">What is wrong with the document, each at its place; empty for other refusals.</param>
public sealed record RulebookRefusal(string Code, ImmutableArray<RulebookError> Faults);
