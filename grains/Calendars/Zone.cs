namespace Grains.Calendars;

/// <summary>A time zone as this platform uses it: from an instant to the local day, and from a local day to its bounds.</summary>
/// <remarks>
/// A zone whose offset no longer changes (Asia/Shanghai: +08:00 since the last summer time of 1991) is computed by
/// adding the offset; instants before that, and zones with summer time, go through <see cref="TimeZoneInfo"/>.
/// </remarks>
public sealed class Zone
{
    private readonly TimeZoneInfo _zone;
    private readonly long _fixedOffset;
    private readonly long _fixedFrom;

    private Zone(TimeZoneInfo zone)
    {
        _zone = zone;
        (_fixedFrom, _fixedOffset) = FixedPart(zone);
    }

    /// <summary>Asia/Shanghai, the legal time of the whole country.</summary>
    public static Zone Shanghai { get; } = Of("Asia/Shanghai");

    /// <summary>The IANA name, such as Asia/Shanghai.</summary>
    public string Id => _zone.Id;

    /// <summary>The zone of this IANA name.</summary>
    /// <exception cref="TimeZoneNotFoundException">No such zone on this machine.</exception>
    public static Zone Of(string id) => new(TimeZoneInfo.FindSystemTimeZoneById(id));

    /// <summary>The local day on which the instant falls.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDayNumber(DayNumberOf(instant));

    /// <summary>The first instant of the local day, in UTC.</summary>
    /// <remarks>Where a change of offset skips midnight, the first instant after it.</remarks>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.DayNumber * TimeSpan.TicksPerDay;
        return midnight - _fixedOffset >= _fixedFrom
            ? new(midnight - _fixedOffset, TimeSpan.Zero)
            : new(StartBySystem(day), TimeSpan.Zero);
    }

    /// <summary>The first instant after the local day (24:00), in UTC: the start of the next.</summary>
    public DateTimeOffset EndOf(DateOnly day) => StartOf(day.AddDays(1));

    /// <summary>The local day that ends at the instant; null where the instant lies within one. A deadline that ends with a day is told as that day.</summary>
    public DateOnly? DayEndingAt(DateTimeOffset instant) => DayOf(instant) is var day && StartOf(day) == instant ? day.AddDays(-1) : null;

    /// <summary>The instant as the zone's clocks show it.</summary>
    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, _zone);

    /// <summary>The instant at which the zone's clocks show this time, in UTC; of two the later, of none one beside the gap.</summary>
    public DateTimeOffset At(DateTime local) =>
        new DateTimeOffset(local, _zone.GetUtcOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified))).ToUniversalTime();

    internal int DayNumberOf(DateTimeOffset instant) => instant.UtcTicks >= _fixedFrom
        ? (int)((instant.UtcTicks + _fixedOffset) / TimeSpan.TicksPerDay)
        : DateOnly.FromDateTime(Local(instant).DateTime).DayNumber;

    /// <summary>Halves the two days around midnight until the first instant of the day is left.</summary>
    private long StartBySystem(DateOnly day)
    {
        var midnight = day.DayNumber * TimeSpan.TicksPerDay;
        var (before, on) = (midnight - TimeSpan.TicksPerDay, midnight + TimeSpan.TicksPerDay);
        while (on - before > 1)
        {
            var middle = before + (on - before) / 2;
            if (DayNumberOf(new(middle, TimeSpan.Zero)) < day.DayNumber)
                before = middle;
            else
                on = middle;
        }
        return on;
    }

    /// <summary>From which instant on the offset never changes again, and that offset (never, for a zone with summer time).</summary>
    private static (long From, long Offset) FixedPart(TimeZoneInfo zone)
    {
        var changing = zone.GetAdjustmentRules()
            .Where(rule => rule.DaylightDelta != TimeSpan.Zero || rule.BaseUtcOffsetDelta != TimeSpan.Zero)
            .Select(rule => rule.DateEnd)
            .DefaultIfEmpty(DateTime.MinValue)
            .Max();
        if (changing.Year >= DateTime.MaxValue.Year)
            return (long.MaxValue, 0);
        // Two days clear of the last rule's end, whatever kind of time that end is in.
        var from = changing.AddDays(2).Ticks;
        return (from, zone.GetUtcOffset(new DateTime(from, DateTimeKind.Utc)).Ticks);
    }
}
