using System.Collections.Immutable;

namespace Grains.Rules;

/// <summary>What became of one rule between two versions.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Before">As the earlier version has it; null where it has it not.</param>
/// <param name="After">As the later version has it; null where it has it not.</param>
/// <param name="Fields">What differs where both have it.</param>
public sealed record RuleDifference(string Code, Rule? Before, Rule? After, ImmutableArray<FieldDifference> Fields)
{
    /// <summary><c>added</c>, <c>removed</c> or <c>changed</c>.</summary>
    public string Kind => Before is null ? "added" : After is null ? "removed" : "changed";

    /// <summary>The rules that differ between two versions, in the order of the later one; what was removed last.</summary>
    public static ImmutableArray<RuleDifference> Between(Rulebook before, Rulebook after) =>
    [
        .. after.Rules
            .Select(rule => before.Find(rule.Code) is { } former ? new RuleDifference(rule.Code, former, rule, Compare(former, rule)) : new(rule.Code, null, rule, []))
            .Where(difference => difference.Before is null || !difference.Fields.IsEmpty),
        .. before.Rules.Where(rule => after.Find(rule.Code) is null).Select(rule => new RuleDifference(rule.Code, rule, null, [])),
    ];

    private static ImmutableArray<FieldDifference> Compare(Rule before, Rule after) =>
    [
        .. FieldDifference.Of(before).Zip(FieldDifference.Of(after))
            .Where(pair => !string.Equals(pair.First.Value, pair.Second.Value, StringComparison.Ordinal))
            .Select(pair => new FieldDifference(pair.First.Key, pair.First.Value, pair.Second.Value)),
    ];
}
