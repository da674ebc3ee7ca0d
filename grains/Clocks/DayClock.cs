using Grains.Calendars;

namespace Grains.Clocks;

/// <summary>Limits in working days, calendar days and months: whole local days, the last one ending at 24:00.</summary>
internal static class DayClock
{
    public static Due Due(WorkCalendar calendar, DateTimeOffset start, Limit limit, ReadOnlySpan<Pause> pauses)
    {
        Span<PausedSpan> spans = pauses.Length <= 16 ? stackalloc PausedSpan[pauses.Length] : new PausedSpan[pauses.Length];
        Order(calendar.Zone, pauses, spans);
        var startDay = calendar.Zone.DayNumberOf(start);
        var byWork = limit.Unit == LimitUnit.WorkingDays;
        var counted = LastCounted(calendar, startDay, Length(startDay, limit), byWork, spans);
        if (counted == null)
            return Clocks.Due.Paused;
        var last = Settle(calendar, counted.Value, spans);
        if (last == null)
            return Clocks.Due.Paused;
        var day = DateOnly.FromDayNumber(last.Value);
        var reliesFrom = DateOnly.FromDayNumber(byWork && limit.Amount > 0 ? startDay + 1 : counted.Value);
        return new(calendar.Zone.EndOf(day), day, !(calendar.Covers(reliesFrom) && calendar.Covers(day)));
    }

    /// <summary>Months as days: to the same day of the month or its last.</summary>
    private static int Length(int startDay, Limit limit) => limit.Unit == LimitUnit.Months
        ? DateOnly.FromDayNumber(startDay).AddMonths(limit.Amount).DayNumber - startDay
        : limit.Amount;

    /// <summary>From the day of the suspension to the one before the resumption, ordered by beginning.</summary>
    private static void Order(Zone zone, ReadOnlySpan<Pause> pauses, Span<PausedSpan> spans)
    {
        for (var i = 0; i < pauses.Length; i++)
        {
            var until = pauses[i].Until is { } end ? zone.DayNumberOf(end) : PausedSpan.Open;
            PausedSpan.Insert(spans, i, new(zone.DayNumberOf(pauses[i].From), until));
        }
    }

    /// <summary>The day on which the count is full; null when an open pause comes first.</summary>
    private static int? LastCounted(WorkCalendar calendar, int start, int days, bool byWork, ReadOnlySpan<PausedSpan> spans)
    {
        var cursor = start;
        var remaining = days;
        foreach (var span in spans)
        {
            if (span.Until - 1 <= cursor || span.Until <= span.From)
                continue;
            var eve = (int)span.From - 1;
            var available = eve <= cursor ? 0 : byWork ? calendar.WorkingDaysBetween(cursor, eve) : eve - cursor;
            if (remaining <= available)
                break;
            remaining -= available;
            if (span.Until == PausedSpan.Open)
                return null;
            cursor = (int)span.Until - 1;
        }
        return byWork ? calendar.AddWorkingDays(cursor, remaining) : cursor + remaining;
    }

    /// <summary>The first day from this one on that is worked and at whose end the clock runs; null when it stands for good.</summary>
    private static int? Settle(WorkCalendar calendar, int day, ReadOnlySpan<PausedSpan> spans)
    {
        if (!WorkCalendar.IsWorking(calendar.KindOf(day)))
            day = calendar.AddWorkingDays(day, 1);
        foreach (var span in spans)
        {
            if (day < span.From || day >= span.Until)
                continue;
            if (span.Until == PausedSpan.Open)
                return null;
            day = (int)span.Until;
            if (!WorkCalendar.IsWorking(calendar.KindOf(day)))
                day = calendar.AddWorkingDays(day, 1);
        }
        return day;
    }
}
