namespace Grains.Cases;

/// <summary>A correction of an earlier event, which stays visible.</summary>
/// <param name="Corrects">Id of the event corrected.</param>
/// <param name="At">When.</param>
/// <param name="Approved">The approval that allowed it was named.</param>
public readonly record struct Correction(string Corrects, DateTimeOffset At, bool Approved);
