using System.Text.Json;
using Grains.Rules;
using Tenancy;

namespace Web.Rules;

/// <summary>A rule as it is in force, with who set it.</summary>
/// <param name="Code">Its code; signals carry it.</param>
/// <param name="Kind">What it looks for.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="EnglishName">English name.</param>
/// <param name="Colour">Colour when raised.</param>
/// <param name="Points">Points when raised, to one decimal.</param>
/// <param name="RedAfterWorkingDays">Working days after which yellow turns red; null = never.</param>
/// <param name="RedPoints">Points once red.</param>
/// <param name="Clause">The clause cited.</param>
/// <param name="KindClauses">Clauses cited instead for kinds of item under another law.</param>
/// <param name="Supervision">Kind of supervision.</param>
/// <param name="Mandatory">Those below may tighten it, never loosen it.</param>
/// <param name="Parameters">Its numbers, defaults included.</param>
/// <param name="Origin">Who set it.</param>
public sealed record RuleAnswer(
    string Code, string Kind, string Name, string EnglishName, string Colour, decimal Points, int? RedAfterWorkingDays, decimal RedPoints,
    string Clause, IReadOnlyList<KindClause> KindClauses, string Supervision, bool Mandatory, IReadOnlyDictionary<string, int> Parameters, OriginAnswer? Origin)
{
    /// <summary>The answer about a rule.</summary>
    public static RuleAnswer Of(Rule rule, JurisdictionTree tree) => new(
        rule.Code, rule.Kind.Name(), rule.Name, rule.EnglishName, Kebab(rule.Colour), rule.Points / 10m, rule.RedAfter, rule.RedPoints / 10m,
        rule.Clause, rule.KindClauses, Kebab(rule.Supervision), rule.Mandatory,
        rule.Kind.Parameters().ToDictionary(parameter => parameter.Name, parameter => rule.Parameter(parameter.Name), StringComparer.Ordinal),
        rule.Origin is { } origin && tree.TryFind(origin.Owner, out var owner) ? new(owner.Key, owner.Name, origin.Version) : null);

    internal static string Kebab<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}

/// <summary>Whose version set a rule.</summary>
/// <param name="Jurisdiction">Key of the jurisdiction.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">Version of what it published.</param>
public sealed record OriginAnswer(string Jurisdiction, string Name, int Version);
