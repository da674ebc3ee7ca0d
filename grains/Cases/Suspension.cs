namespace Grains.Cases;

/// <summary>A pause of a case, lawful or not.</summary>
/// <param name="EventId">The event that began it.</param>
/// <param name="From">When it began.</param>
/// <param name="Until">When it ended: resumed, replaced by another pause, or over with the case; null while it lasts.</param>
/// <param name="Ground">The ground given.</param>
/// <param name="ExpectedDays">Announced length, days in the unit of the item's legal limit.</param>
/// <param name="ApplicantTold">Proof of the notice to the applicant was given.</param>
/// <param name="Outcome">The result told when it ended.</param>
/// <param name="Resumed">It was resumed: what follows at that very instant is a pause of its own, not this one going on.</param>
/// <param name="RecordedAt">When its beginning was recorded; null for what was imported before the case was live, of which that says nothing.</param>
/// <param name="ToldAt">When it counts as told (<see cref="Telling"/>); null like <paramref name="RecordedAt"/>.</param>
/// <param name="ToldBy">By which ways its beginning was told.</param>
/// <param name="EndToldBy">By which ways it was told that it was resumed.</param>
public readonly record struct Suspension(
    string EventId, DateTimeOffset From, DateTimeOffset? Until, string? Ground, int? ExpectedDays, bool ApplicantTold, Outcome Outcome,
    bool Resumed, DateTimeOffset? RecordedAt, DateTimeOffset? ToldAt, Tellers ToldBy, Tellers EndToldBy);
