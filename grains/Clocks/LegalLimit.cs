namespace Grains.Clocks;

/// <summary>A limit together with the provision that sets it.</summary>
/// <param name="Limit">How long.</param>
/// <param name="Clause">The provision, as it is cited in a signal (行政许可法第四十二条).</param>
public readonly record struct LegalLimit(Limit Limit, string Clause);
