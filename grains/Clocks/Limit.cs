namespace Grains.Clocks;

/// <summary>A span of time granted for something, in its own unit.</summary>
public readonly record struct Limit(int Amount, LimitUnit Unit);
