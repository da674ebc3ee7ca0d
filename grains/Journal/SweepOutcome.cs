namespace Grains.Journal;

/// <summary>What a sweep of a tenant did.</summary>
/// <param name="Judged">Grains judged.</param>
/// <param name="NextDueAt">When something is due next; not later than now if the sweep stopped at its limit; null = nothing.</param>
/// <param name="Now">The database's clock by which it judged.</param>
public sealed record SweepOutcome(int Judged, DateTimeOffset? NextDueAt, DateTimeOffset Now);
