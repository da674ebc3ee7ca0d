using System.Globalization;
using System.Text.Json;

namespace Grains.Rules;

/// <summary>One field of a rule that differs between two versions.</summary>
/// <param name="Field">Its name in the document, such as <c>points</c> or <c>parameters.workingDays</c>.</param>
/// <param name="Before">The earlier value as text; empty for none.</param>
/// <param name="After">The later value as text; empty for none.</param>
public sealed record FieldDifference(string Field, string Before, string After)
{
    /// <summary>Every field of a rule with its value as text, in one order for all rules.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> Of(Rule rule)
    {
        yield return new("kind", rule.Kind.Name());
        yield return new("name", rule.Name);
        yield return new("englishName", rule.EnglishName);
        yield return new("colour", Kebab(rule.Colour));
        yield return new("points", Tenths(rule.Points));
        yield return new("redAfterWorkingDays", rule.RedAfter?.ToString(CultureInfo.InvariantCulture) ?? "");
        yield return new("redPoints", Tenths(rule.RedPoints));
        yield return new("pointsSource", rule.PointsSource);
        yield return new("clause", rule.Clause);
        yield return new("kindClauses", string.Join("; ", rule.KindClauses.Select(one => $"{string.Join(' ', one.ItemKinds.Select(Kebab))}: {one.Clause}")));
        yield return new("supervision", Kebab(rule.Supervision));
        yield return new("mandatory", rule.Mandatory ? "true" : "false");
        foreach (var name in (string[])[RuleParameter.WorkingDays, RuleParameter.Seconds, RuleParameter.Count])
            yield return new($"parameters.{name}", rule.Kind.Parameters().Any(known => known.Name == name) ? rule.Parameter(name).ToString(CultureInfo.InvariantCulture) : "");
        yield return new("scope.levels", string.Join(' ', rule.Scope.Levels.Select(Kebab)));
        yield return new("scope.itemKinds", string.Join(' ', rule.Scope.ItemKinds.Select(Kebab)));
        yield return new("scope.departments", string.Join(' ', rule.Scope.Departments));
    }

    private static string Tenths(int points) => (points / 10m).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Kebab<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
