namespace Grains.Cases;

/// <summary>Money asked of the applicant.</summary>
/// <param name="EventId">The event that told it.</param>
/// <param name="At">When.</param>
/// <param name="Type">fee, deposit or pledge.</param>
/// <param name="Item">Code of the fee item.</param>
/// <param name="Amount">Yuan; null when not told.</param>
public readonly record struct Charge(string EventId, DateTimeOffset At, string? Type, string? Item, decimal? Amount);
