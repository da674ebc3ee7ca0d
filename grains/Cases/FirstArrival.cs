namespace Grains.Cases;

/// <summary>That an event which is recorded now came before, told the same of what happened, and was refused.</summary>
/// <param name="At">When it first came, UTC.</param>
/// <param name="PlatformAtFault">It is sent again as it came, and was refused for a fault of the platform's own.</param>
public readonly record struct FirstArrival(DateTimeOffset At, bool PlatformAtFault);
