namespace Grains.Cases;

/// <summary>Something that happened to a case when it should not have any more: after its decision, or after its end.</summary>
/// <param name="EventId">The event.</param>
/// <param name="Kind">What happened.</param>
/// <param name="At">When.</param>
/// <param name="Step">The step it names: steps behind the deciding one are lawful after a decision.</param>
/// <param name="AfterEnd">After the end, not only after the decision.</param>
/// <param name="Source">The way that told it.</param>
public readonly record struct Belated(string EventId, CaseEventKind Kind, DateTimeOffset At, string? Step, bool AfterEnd, CaseSource Source);
