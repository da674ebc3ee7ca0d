namespace Grains.Cases;

/// <summary>An extension of the limit for deciding, as told.</summary>
/// <param name="EventId">The event that told it.</param>
/// <param name="At">When it was granted.</param>
/// <param name="Days">By how many working days; 0 when none were told.</param>
/// <param name="Approved">The approver was named.</param>
/// <param name="ReasonTold">A reason was given.</param>
/// <param name="ApplicantTold">Proof of the notice to the applicant was given.</param>
/// <param name="RecordedAt">When it was recorded; null for what was imported before the case was live, of which that says nothing.</param>
/// <param name="ToldAt">When it counts as told (<see cref="Telling"/>); null like <paramref name="RecordedAt"/>.</param>
/// <param name="ToldBy">By which ways it was told.</param>
public readonly record struct Extension(
    string EventId, DateTimeOffset At, int Days, bool Approved, bool ReasonTold, bool ApplicantTold, DateTimeOffset? RecordedAt, DateTimeOffset? ToldAt,
    Tellers ToldBy);
