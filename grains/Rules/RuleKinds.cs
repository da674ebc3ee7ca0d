using System.Collections.Immutable;
using System.Text.Json;

namespace Grains.Rules;

/// <summary>What every kind of rule is, whatever the rulebook sets: its name on the wire, its parameters, its subject.</summary>
public static class RuleKinds
{
    /// <summary>How many kinds there are.</summary>
    public static readonly int Number = Enum.GetValues<RuleKind>().Length;

    private static readonly string[] Names = [.. Enum.GetValues<RuleKind>().Select(kind => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString()))];

    /// <summary>Name in rulebooks and in the interface, kebab-case.</summary>
    public static string Name(this RuleKind kind) => Names[(int)kind];

    /// <summary>The kind of this name.</summary>
    public static bool TryParse(string name, out RuleKind kind)
    {
        var at = Array.IndexOf(Names, name);
        kind = (RuleKind)Math.Max(at, 0);
        return at >= 0;
    }

    /// <summary>A reminder: it ends when its moment has passed, instead of having been wrong.</summary>
    public static bool IsPassing(this RuleKind kind) => kind is RuleKind.DueToday or RuleKind.DueSoon;

    /// <summary>A fault of a department, drawn from how things were recorded: once found it stays found, nothing recorded later can make it untrue.</summary>
    public static bool IsLasting(this RuleKind kind) => kind is RuleKind.LateEntry or RuleKind.BatchEntry or RuleKind.SilentFeed;

    /// <summary>The numbers it can be set by.</summary>
    public static ImmutableArray<RuleParameter> Parameters(this RuleKind kind) => kind switch
    {
        RuleKind.DueSoon => [new(RuleParameter.WorkingDays, 3, 1, 60, true)],
        RuleKind.OverlongPause => [new(RuleParameter.WorkingDays, 60, 1, 250, false)],
        RuleKind.LateEntry => [new(RuleParameter.WorkingDays, 1, 1, 60, false), new(RuleParameter.Count, 1, 1, 100_000, false)],
        RuleKind.BatchEntry => [new(RuleParameter.Seconds, 60, 1, 86_400, true), new(RuleParameter.Count, 10, 2, 100_000, false)],
        RuleKind.StepsWithinSeconds => [new(RuleParameter.Seconds, 60, 1, 86_400, true), new(RuleParameter.Count, 3, 3, 100, false)],
        RuleKind.SilentFeed => [new(RuleParameter.WorkingDays, 3, 1, 250, false)],
        RuleKind.DeadlineMovedLate => [new(RuleParameter.WorkingDays, 1, 1, 60, false)],
        _ => [],
    };
}
