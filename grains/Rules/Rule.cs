using System.Collections.Immutable;
using Grains.Catalogue;

namespace Grains.Rules;

/// <summary>One rule of a rulebook: a kind, set to what a province wants of it.</summary>
public sealed record Rule
{
    /// <summary>Unique in the rulebook, kebab-case; signals carry it.</summary>
    public required string Code { get; init; }

    /// <summary>What it looks for.</summary>
    public required RuleKind Kind { get; init; }

    /// <summary>Chinese name.</summary>
    public required string Name { get; init; }

    /// <summary>English name.</summary>
    public required string EnglishName { get; init; }

    /// <summary>Colour of the signal when it is raised.</summary>
    public required Colour Colour { get; init; }

    /// <summary>Deducted when raised, tenths of a point.</summary>
    public int Points { get; init; }

    /// <summary>Working days after which a yellow signal turns red while uncorrected (Shenzhen Measures art. 11: 1); null = never.</summary>
    public int? RedAfter { get; init; }

    /// <summary>Deducted once it has turned red, tenths of a point.</summary>
    public int RedPoints { get; init; }

    /// <summary>Where the points come from: a seed, or <c>platform default</c>.</summary>
    public string PointsSource { get; init; } = PlatformDefault;

    /// <summary>The clause a signal cites, save for kinds of item that have their own.</summary>
    public required string Clause { get; init; }

    /// <summary>Clauses for kinds of item under another law; the first that names the kind is cited.</summary>
    public ImmutableArray<KindClause> KindClauses { get; init; } = [];

    /// <summary>Kind of supervision.</summary>
    public required Supervision Supervision { get; init; }

    /// <summary>Those below may tighten it, never loosen it or switch it off.</summary>
    public bool Mandatory { get; init; }

    /// <summary>Where it applies.</summary>
    public RuleScope Scope { get; init; } = RuleScope.Everywhere;

    /// <summary>Who set it as it is in force; null in a document by itself.</summary>
    public RuleOrigin? Origin { get; init; }

    /// <summary>The numbers it sets; what is missing has its kind's default.</summary>
    public ImmutableArray<KeyValuePair<string, int>> Parameters { get; init; } = [];

    /// <summary>Marks a number that no seed gives.</summary>
    public const string PlatformDefault = "platform default";

    /// <summary>The clause that a signal on an item of this kind cites; of an unknown kind (0) the one for all.</summary>
    public string ClauseFor(ItemKind kind)
    {
        foreach (var one in KindClauses)
        {
            if (one.ItemKinds.Contains(kind))
                return one.Clause;
        }

        return Clause;
    }

    /// <summary>The number set, or its kind's default; 0 for a parameter the kind does not have.</summary>
    public int Parameter(string name)
    {
        foreach (var (set, value) in Parameters)
        {
            if (set == name)
                return value;
        }

        foreach (var parameter in Kind.Parameters())
        {
            if (parameter.Name == name)
                return parameter.Default;
        }

        return 0;
    }
}
