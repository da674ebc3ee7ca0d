using System.Collections.Immutable;
using Grains.Catalogue;

namespace Grains.Rules;

/// <summary>The clause that a rule cites for items of some kinds, where another law than for all others holds.</summary>
/// <param name="ItemKinds">The kinds, at least one.</param>
/// <param name="Clause">The clause.</param>
public sealed record KindClause(ImmutableArray<ItemKind> ItemKinds, string Clause);
