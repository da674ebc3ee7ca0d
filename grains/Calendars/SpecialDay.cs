namespace Grains.Calendars;

/// <summary>A day that differs from what its weekday says, or that a holiday or closure names.</summary>
/// <param name="Day">The local day.</param>
/// <param name="Kind">What the day is.</param>
/// <param name="Name">The holiday's name as the State Council prints it, or the reason of the local closure.</param>
public sealed record SpecialDay(DateOnly Day, DayKind Kind, string Name);
