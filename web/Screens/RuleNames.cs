using System.Collections.Frozen;
using System.Globalization;
using Grains.Rules;

namespace Web.Screens;

/// <summary>The names of rules in the page's language; a signal carries only the rule's code.</summary>
public static class RuleNames
{
    private static readonly FrozenDictionary<string, Rule> Rules = ShippedRulebooks.All
        .SelectMany(book => book.Rules)
        .DistinctBy(rule => rule.Code, StringComparer.Ordinal)
        .ToFrozenDictionary(rule => rule.Code, StringComparer.Ordinal);

    /// <summary>Every rule's name by its code.</summary>
    public static IReadOnlyDictionary<string, string> All() =>
        Rules.ToDictionary(rule => rule.Key, rule => Of(rule.Key), StringComparer.Ordinal);

    /// <summary>The name of a rule; its code when no rulebook knows it.</summary>
    public static string Of(string code) => Rules.TryGetValue(code, out var rule)
        ? string.Equals(CultureInfo.CurrentUICulture.Name, "en", StringComparison.Ordinal) ? rule.EnglishName : rule.Name
        : code;
}
