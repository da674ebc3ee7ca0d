namespace Grains.Departments;

/// <summary>What one transaction recorded long after it happened, by one rule.</summary>
/// <param name="Rule">Code of the rule on late entry.</param>
/// <param name="Count">How many facts.</param>
/// <param name="Oldest">When the oldest of them happened, UTC.</param>
/// <param name="RedAt">When a fault found now turns red; null = never.</param>
public readonly record struct LateTally(string Rule, int Count, DateTimeOffset Oldest, DateTimeOffset? RedAt);
