using System.Collections.Immutable;

namespace Grains.Departments;

/// <summary>What one transaction recorded of a department's cases, as far as the quality of its data goes.</summary>
/// <remarks>Imported history and what the platform records itself are not in it.</remarks>
/// <param name="RecordedAt">When, by the database's clock, UTC.</param>
/// <param name="Day">The local day of that.</param>
/// <param name="Facts">How many facts.</param>
/// <param name="Fed">How many of them came from a system's feed (<see cref="Cases.CaseSources.IsFeed"/>), not from people at a form.</param>
/// <param name="Late">What was recorded long after it happened, by every rule then in force that finds any.</param>
/// <param name="Whole">What was typed in whole, by every rule then in force that finds any.</param>
public readonly record struct RecordedBatch(
    DateTimeOffset RecordedAt, DateOnly Day, int Facts, int Fed, ImmutableArray<LateTally> Late, ImmutableArray<WholeTally> Whole)
{
    /// <summary>Nothing in it concerns the department's data.</summary>
    public bool IsEmpty => Facts == 0;
}
