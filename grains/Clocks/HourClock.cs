using Grains.Calendars;

namespace Grains.Clocks;

/// <summary>Limits in hours: elapsed time, exact to the tick, without regard to working days.</summary>
internal static class HourClock
{
    public static Due Due(Zone zone, DateTimeOffset start, int hours, ReadOnlySpan<Pause> pauses)
    {
        Span<PausedSpan> spans = pauses.Length <= 16 ? stackalloc PausedSpan[pauses.Length] : new PausedSpan[pauses.Length];
        for (var i = 0; i < pauses.Length; i++)
            PausedSpan.Insert(spans, i, new(pauses[i].From.UtcTicks, pauses[i].Until?.UtcTicks ?? PausedSpan.Open));
        var cursor = start.UtcTicks;
        var remaining = hours * TimeSpan.TicksPerHour;
        foreach (var span in spans)
        {
            if (span.Until <= cursor || span.Until <= span.From)
                continue;
            var running = Math.Max(span.From - cursor, 0);
            if (remaining <= running)
                break;
            remaining -= running;
            if (span.Until == PausedSpan.Open)
                return Clocks.Due.Paused;
            cursor = span.Until;
        }
        var due = new DateTimeOffset(cursor + remaining, TimeSpan.Zero);
        return new(due, zone.DayOf(due.AddTicks(-1)), Provisional: false);
    }
}
