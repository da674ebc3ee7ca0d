namespace Grains.Catalogue;

/// <summary>One row of a discretion table (裁量基准): what follows from which circumstances.</summary>
/// <param name="Circumstances">The circumstances that lead here.</param>
/// <param name="Standard">What is decided then: amount, duration, measure.</param>
public sealed record DiscretionRule(string Circumstances, string Standard);
