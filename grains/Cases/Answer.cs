namespace Grains.Cases;

/// <summary>A fact by which the office acted on an application: it accepted, or asked for a supplement and got it.</summary>
/// <param name="EventId">The event.</param>
/// <param name="Kind">What it did.</param>
/// <param name="At">When.</param>
/// <param name="RecordedAt">When it was recorded; null for what was imported before the case was live, of which that says nothing.</param>
/// <param name="ToldAt">When it counts as told (<see cref="Telling"/>); null like <paramref name="RecordedAt"/>.</param>
public readonly record struct Answer(string EventId, CaseEventKind Kind, DateTimeOffset At, DateTimeOffset? RecordedAt, DateTimeOffset? ToldAt);
