namespace Grains.Calendars;

/// <summary>Decides whether a jurisdiction may close a day, or lift a closure of its own.</summary>
public static class Closure
{
    /// <summary>How far back a day may be closed or opened again: what happened (a typhoon) may be told late, not rewritten (platform default).</summary>
    public const int DaysBack = 30;

    /// <summary>How far ahead (platform default).</summary>
    public const int DaysAhead = 400;

    /// <summary>The longest reason, in characters.</summary>
    public const int LongestReason = 200;

    /// <summary>Whether the day may be closed; null when it may.</summary>
    /// <param name="calendar">The jurisdiction's calendar as it stands.</param>
    /// <param name="day">The day.</param>
    /// <param name="reason">Why it is closed.</param>
    /// <param name="today">The local day.</param>
    public static ClosureRefusal? Make(WorkCalendar calendar, DateOnly day, string? reason, DateOnly today) =>
        Reach(day, today) ?? Reason(reason) ?? (calendar.IsWorkingDay(day) ? null : new ClosureRefusal.NotWorked());

    /// <summary>Whether the closure may be lifted; null when it may.</summary>
    /// <param name="own">The days the jurisdiction itself has closed.</param>
    /// <param name="day">The day.</param>
    /// <param name="reason">Why it is opened again.</param>
    /// <param name="today">The local day.</param>
    public static ClosureRefusal? Lift(IEnumerable<DateOnly> own, DateOnly day, string? reason, DateOnly today) =>
        Reach(day, today) ?? Reason(reason) ?? (own.Contains(day) ? null : new ClosureRefusal.NotClosed());

    private static ClosureRefusal? Reach(DateOnly day, DateOnly today) =>
        day.DayNumber - today.DayNumber is >= -DaysBack and <= DaysAhead ? null : new ClosureRefusal.OutOfReach();

    private static ClosureRefusal? Reason(string? reason) =>
        string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason ? new ClosureRefusal.ReasonMissing() : null;
}
