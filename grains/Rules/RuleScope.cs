using System.Collections.Immutable;
using Grains.Catalogue;
using Tenancy;

namespace Grains.Rules;

/// <summary>Where a rule applies; an empty list leaves that side open.</summary>
/// <param name="Levels">Levels of jurisdictions.</param>
/// <param name="ItemKinds">Kinds of items; a rule on departments has none.</param>
/// <param name="Departments">Codes of departments.</param>
public sealed record RuleScope(ImmutableArray<Level> Levels, ImmutableArray<ItemKind> ItemKinds, ImmutableArray<string> Departments)
{
    /// <summary>Everywhere.</summary>
    public static readonly RuleScope Everywhere = new([], [], []);

    /// <summary>Whether the rule applies at the level at all.</summary>
    public bool Includes(Level level) => Levels.IsEmpty || Levels.Contains(level);
}
