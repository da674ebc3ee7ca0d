namespace Grains.Cases;

/// <summary>Something by which an application came in or was answered: received, a supplement asked for or come in, accepted, refused.</summary>
/// <param name="EventId">The event; empty where it is no answer, which nothing names.</param>
/// <param name="Kind">What happened.</param>
/// <param name="At">When.</param>
/// <param name="RecordedAt">When it was recorded; null for what was imported before the case was live, of which that says nothing.</param>
/// <param name="ToldAt">When it counts as told (<see cref="Telling"/>); null like <paramref name="RecordedAt"/>.</param>
public readonly record struct IntakeFact(string EventId, CaseEventKind Kind, DateTimeOffset At, DateTimeOffset? RecordedAt, DateTimeOffset? ToldAt)
{
    /// <summary>An answer of the office.</summary>
    public bool IsAnswer => Kind is CaseEventKind.SupplementRequested or CaseEventKind.Accepted or CaseEventKind.NotAccepted;
}
