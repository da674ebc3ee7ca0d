namespace Grains.Cases;

/// <summary>A fact as the journal has recorded it.</summary>
/// <param name="Fact">What happened.</param>
/// <param name="N">Its number in the case's chain, from 1, in the order of recording.</param>
/// <param name="RecordedAt">When it was recorded, by the database's clock, UTC.</param>
/// <param name="Person">Id of the handler in the tenant's table of persons; null when none was named.</param>
public sealed record RecordedFact(CaseFact Fact, int N, DateTimeOffset RecordedAt, int? Person)
{
    /// <summary>When it counts as told (<see cref="Telling"/>), UTC: when it was recorded, or earlier.</summary>
    public DateTimeOffset ToldAt { get; init; } = RecordedAt;
}
