namespace Grains.Cases;

/// <summary>Something that moved the deadline of a case: a lawful pause, or the extension that counts.</summary>
/// <param name="EventId">The event that told it.</param>
/// <param name="Kind">Suspended or extended.</param>
/// <param name="Index">Its place among the pauses, or among the extensions, of the case.</param>
/// <param name="At">When it began, or was granted.</param>
/// <param name="RecordedAt">When it was recorded; null for what was imported before the case was live, of which that says nothing.</param>
/// <param name="ToldAt">When it counts as told (<see cref="Telling"/>); null like <paramref name="RecordedAt"/>.</param>
/// <param name="Ground">The ground of a pause.</param>
internal readonly record struct DeadlineMove(
    string EventId, CaseEventKind Kind, int Index, DateTimeOffset At, DateTimeOffset? RecordedAt, DateTimeOffset? ToldAt, string? Ground);
