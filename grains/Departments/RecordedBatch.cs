namespace Grains.Departments;

/// <summary>What one transaction recorded of a department's cases, as far as the quality of its data goes.</summary>
/// <remarks>Imported history and what the platform records itself are not in it.</remarks>
/// <param name="RecordedAt">When, by the database's clock, UTC.</param>
/// <param name="Day">The local day of that.</param>
/// <param name="Facts">How many facts.</param>
/// <param name="Fed">How many of them came from a system's feed (interface, hall, bulk file), not from people at a form.</param>
/// <param name="Late">How many were recorded long after they happened, by the rule then in force.</param>
/// <param name="Oldest">When the oldest late one happened; null when none is late.</param>
/// <param name="Whole">How many cases were typed in whole, from first fact to end, after the day on which they began.</param>
/// <param name="Window">Seconds within which such cases count as one batch, by the rule then in force.</param>
public readonly record struct RecordedBatch(
    DateTimeOffset RecordedAt, DateOnly Day, int Facts, int Fed, int Late, DateTimeOffset? Oldest, int Whole, int Window)
{
    /// <summary>Nothing in it concerns the department's data.</summary>
    public bool IsEmpty => Facts == 0;
}
