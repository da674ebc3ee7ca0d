namespace Grains.Cases;

/// <summary>A fact that names another item than those before it: one of them tells the case wrongly.</summary>
/// <param name="EventId">The fact.</param>
/// <param name="ItemCode">The item it names.</param>
/// <param name="At">When it occurred.</param>
public readonly record struct OtherItem(string EventId, string ItemCode, DateTimeOffset At);
