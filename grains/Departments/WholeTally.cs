namespace Grains.Departments;

/// <summary>The cases that one transaction ended and that were typed in whole, from first fact to end, after the day on which they began, by one rule.</summary>
/// <param name="Rule">Code of the rule on batch entry.</param>
/// <param name="Seconds">Seconds within which such cases count as one batch.</param>
/// <param name="Count">How many cases.</param>
/// <param name="RedAt">When a fault found now turns red; null = never.</param>
public readonly record struct WholeTally(string Rule, int Seconds, int Count, DateTimeOffset? RedAt);
