namespace Grains.Cases;

/// <summary>A silence of the office that the platform has recorded; it may have had no effect.</summary>
/// <param name="ReceivedAt">The receipt from which the limit ran.</param>
/// <param name="At">When the limit ran out.</param>
/// <param name="BrokenBy">What the office had done before, as came to light afterwards, and by which the silence was none; null where it was one.</param>
public readonly record struct Silence(DateTimeOffset ReceivedAt, DateTimeOffset At, Answer? BrokenBy);
