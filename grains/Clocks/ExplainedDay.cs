using Grains.Calendars;

namespace Grains.Clocks;

/// <summary>One day of an explanation.</summary>
/// <param name="Day">The local day.</param>
/// <param name="Role">What became of it.</param>
/// <param name="Kind">What kind of day the calendar says it is.</param>
/// <param name="Ordinal">How many days had been counted at its end, this one included.</param>
/// <param name="Name">The holiday it belongs to (make-up days too), the closure's reason, or the ground of the pause that took it out; null where there is none.</param>
/// <param name="Covered">Whether the national arrangement settles the day.</param>
public sealed record ExplainedDay(DateOnly Day, DayRole Role, DayKind Kind, int Ordinal, string? Name, bool Covered);
