using System.Collections.Immutable;
using System.Globalization;
using Grains.Rules;

namespace Web.Rules;

/// <summary>What somebody typed about one rule: its colour, its points and its numbers; all as text, as typed.</summary>
/// <param name="Colour">Kebab-case name of the colour.</param>
/// <param name="Points">Points when raised.</param>
/// <param name="RedAfter">Working days after which yellow turns red; empty for never.</param>
/// <param name="RedPoints">Points once red; empty for the same.</param>
/// <param name="Parameters">Its numbers by name.</param>
public sealed record RuleForm(string Colour, string Points, string RedAfter, string RedPoints, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>The form as a rule fills it.</summary>
    public static RuleForm Of(Rule rule) => new(
        rule.Colour.ToString().ToLowerInvariant(), Tenths(rule.Points), rule.RedAfter?.ToString(CultureInfo.InvariantCulture) ?? "", Tenths(rule.RedPoints),
        rule.Kind.Parameters().ToDictionary(
            parameter => parameter.Name, parameter => rule.Parameter(parameter.Name).ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal));

    /// <summary>The rule with what was typed; null with what could not be understood, by field.</summary>
    /// <param name="rule">The rule as it was.</param>
    /// <param name="source">Where points come from once they differ: who sets them.</param>
    /// <param name="faults">By the field's name in the document, the code of what is wrong.</param>
    public Rule? Read(Rule rule, string source, out ImmutableArray<RulebookError> faults)
    {
        var found = ImmutableArray.CreateBuilder<RulebookError>();
        var colour = Enum.TryParse<Colour>(Colour, ignoreCase: true, out var chosen) && chosen is Grains.Rules.Colour.Green or Grains.Rules.Colour.Yellow or Grains.Rules.Colour.Red ? chosen : Wrong<Colour>(found, "colour", "colour-missing");
        var turns = colour == Grains.Rules.Colour.Yellow && !rule.Kind.IsPassing();
        var points = Number(found, "points", Points);
        var redPoints = RedPoints.Length == 0 || !turns ? points : Number(found, "redPoints", RedPoints);
        int? redAfter = null;
        if (turns && RedAfter.Length > 0)
            redAfter = Whole(RedAfter, 0, 250) ?? Wrong<int>(found, "redAfterWorkingDays", "out-of-range");
        var parameters = rule.Kind.Parameters()
            .Select(known => KeyValuePair.Create(
                known.Name, Whole(Parameters.GetValueOrDefault(known.Name, ""), known.Least, known.Most) ?? Wrong<int>(found, $"parameters.{known.Name}", "out-of-range")))
            .ToImmutableArray();
        faults = found.DrainToImmutable();
        if (!faults.IsEmpty)
            return null;
        // What was left to the kind's default stays so while it is the same.
        var same = parameters.All(pair => rule.Parameter(pair.Key) == pair.Value);
        return rule with
        {
            Colour = colour,
            Points = points,
            RedAfter = redAfter,
            RedPoints = redPoints,
            PointsSource = points == rule.Points && redPoints == rule.RedPoints ? rule.PointsSource : source,
            Parameters = same ? rule.Parameters : parameters,
        };
    }

    private static int Number(ImmutableArray<RulebookError>.Builder found, string field, string typed) =>
        decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read) && read is >= 0 and <= 1000 && decimal.Truncate(read * 10) == read * 10
            ? (int)(read * 10)
            : Wrong<int>(found, field, "points-malformed");

    private static int? Whole(string typed, int least, int most) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read >= least && read <= most ? read : null;

    private static T Wrong<T>(ImmutableArray<RulebookError>.Builder found, string field, string code)
        where T : struct
    {
        found.Add(new($"$.rule.{field}", code, ""));
        return default;
    }

    private static string Tenths(int points) => (points / 10m).ToString("0.#", CultureInfo.InvariantCulture);
}
