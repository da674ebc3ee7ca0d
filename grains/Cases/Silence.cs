namespace Grains.Cases;

/// <summary>A silence of the office that the platform has recorded; it may have had no effect.</summary>
/// <param name="ReceivedAt">The receipt from which the limit ran.</param>
/// <param name="At">When the limit ran out.</param>
public readonly record struct Silence(DateTimeOffset ReceivedAt, DateTimeOffset At);
