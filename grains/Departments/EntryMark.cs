using Grains.Rules;

namespace Grains.Departments;

/// <summary>What a rule on late or batch entry has counted on one day.</summary>
/// <param name="Kind">Late entry or batch entry.</param>
/// <param name="Rule">Code of the rule: each counts by its own limits.</param>
/// <param name="Day">The local day on which it was told.</param>
/// <param name="From">When the first late fact of the day was recorded, or when its largest batch began, UTC.</param>
/// <param name="Count">Late facts of the day, or cases in its largest batch.</param>
/// <param name="Oldest">When the oldest late fact happened; null for a batch.</param>
/// <param name="RedAt">Until when it may still turn red, and is kept therefore; null where the rule turns nothing red.</param>
public readonly record struct EntryMark(
    RuleKind Kind, string Rule, DateOnly Day, DateTimeOffset From, int Count, DateTimeOffset? Oldest, DateTimeOffset? RedAt);
