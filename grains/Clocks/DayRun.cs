using Grains.Calendars;

namespace Grains.Clocks;

/// <summary>Days one after another that share a role, a kind and a name.</summary>
/// <param name="First">The first day.</param>
/// <param name="Last">The last day, included.</param>
/// <param name="Role">What became of them.</param>
/// <param name="Kind">What kind of day they are.</param>
/// <param name="Name">The holiday, the closure's reason or the pause's ground; null where there is none.</param>
public sealed record DayRun(DateOnly First, DateOnly Last, DayRole Role, DayKind Kind, string? Name)
{
    /// <summary>How many days.</summary>
    public int Days => Last.DayNumber - First.DayNumber + 1;

    internal bool Continues(ExplainedDay day) =>
        Last.AddDays(1) == day.Day && Role == day.Role && Kind == day.Kind && string.Equals(Name, day.Name, StringComparison.Ordinal);
}
