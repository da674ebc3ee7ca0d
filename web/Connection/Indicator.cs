using Grains.Rules;

namespace Web.Connection;

/// <summary>An indicator of whether a department's data tell the truth: signals of one kind that stand.</summary>
/// <param name="Kind">late entry, batch entry, all steps within seconds, silent feed.</param>
/// <param name="Rule">Code of the rule.</param>
/// <param name="Signals">How many stand.</param>
public sealed record Indicator(RuleKind Kind, string Rule, long Signals)
{
    /// <summary>The kinds of rule that judge how a department tells of its cases.</summary>
    public static readonly IReadOnlyList<RuleKind> Kinds = [RuleKind.LateEntry, RuleKind.BatchEntry, RuleKind.StepsWithinSeconds, RuleKind.SilentFeed];
}
