using Grains.Calendars;
using Grains.Clocks;

namespace Web.Cases;

/// <summary>When so many working days from today are over.</summary>
internal static class DueWithin
{
    /// <summary>24:00 of the n-th working day after today, the same way deadlines end, UTC.</summary>
    public static DateTimeOffset End(WorkCalendar calendar, DateTimeOffset now, int workingDays) =>
        Clock.Due(calendar, now, Limit.WorkingDays(workingDays)).Instant;
}
