using Grains.Calendars;

namespace Grains.Clocks;

/// <summary>A pause and what it took out of the count.</summary>
/// <param name="Pause">The pause.</param>
/// <param name="FirstDay">The local day on which the clock was stopped.</param>
/// <param name="LastDay">The local day on which it went on; null while it stands.</param>
/// <param name="DaysExcluded">Days that would have counted; a day that lies in two pauses belongs to the first named. 0 for hours.</param>
public sealed record ExplainedPause(Pause Pause, DateOnly FirstDay, DateOnly? LastDay, int DaysExcluded)
{
    internal static ExplainedPause Of(Zone zone, Pause pause, int daysExcluded) => new(
        pause,
        zone.DayOf(pause.From),
        pause.Until is { } until ? zone.DayOf(until) : null,
        daysExcluded);
}
