using Grains.Calendars;

namespace Grains.Clocks;

/// <summary>Computes when limits end, and explains it.</summary>
/// <remarks>
/// The day of the starting event never counts (民法典 art. 201). Pure and free of allocations for up to
/// 16 pauses: called several times for every event.
/// </remarks>
public static class Clock
{
    /// <summary>When the limit that starts at <paramref name="start"/> ends.</summary>
    /// <param name="calendar">The working days of the jurisdiction.</param>
    /// <param name="start">The starting event.</param>
    /// <param name="limit">How long.</param>
    /// <param name="pauses">When the clock stood, in any order; see <see cref="Pause"/> for what is excluded.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not <see cref="Limit.IsValid"/>.</exception>
    public static Due Due(WorkCalendar calendar, DateTimeOffset start, Limit limit, ReadOnlySpan<Pause> pauses = default)
    {
        if (!limit.IsValid)
            throw new ArgumentOutOfRangeException(nameof(limit), limit, "The amount is outside 0 to Limit.MaxAmount.");
        return limit.Unit == LimitUnit.Hours
            ? HourClock.Due(calendar.Zone, start, limit.Amount, pauses)
            : DayClock.Due(calendar, start, limit, pauses);
    }

    /// <summary>Why the limit ends when it does; its result always equals <see cref="Due"/>.</summary>
    /// <remarks>Takes a step for every day: for screens and answers, not for every event.</remarks>
    /// <param name="calendar">The working days of the jurisdiction.</param>
    /// <param name="start">The starting event.</param>
    /// <param name="limit">How long.</param>
    /// <param name="pauses">When the clock stood, in any order.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not <see cref="Limit.IsValid"/>.</exception>
    public static Explanation Explain(WorkCalendar calendar, DateTimeOffset start, Limit limit, ReadOnlySpan<Pause> pauses = default)
    {
        if (limit.Unit != LimitUnit.Hours && limit.IsValid)
            return new DayWalk(calendar, start, limit, pauses.ToArray()).Explain();
        var due = Due(calendar, start, limit, pauses);
        return new(
            calendar.Zone, calendar.Version, calendar.Coverage, start, calendar.Zone.DayOf(start), limit,
            Days: [], [.. pauses.ToArray().Select(pause => ExplainedPause.Of(calendar.Zone, pause, daysExcluded: 0))], due);
    }
}
