using System.Collections.Immutable;
using Grains.Calendars;

namespace Grains.Clocks;

/// <summary>Counts a limit in days one day at a time and keeps what became of each.</summary>
internal sealed class DayWalk(WorkCalendar calendar, DateTimeOffset start, Limit limit, Pause[] pauses)
{
    private readonly List<ExplainedDay> _days = [];
    private readonly int[] _excluded = new int[pauses.Length];
    private readonly bool _byWork = limit.Unit == LimitUnit.WorkingDays;
    private readonly DateOnly _startDay = calendar.Zone.DayOf(start);

    public Explanation Explain()
    {
        Add(_startDay, DayRole.Start, 0, name: null);
        var end = Count() is { } counted ? Settle(counted) : null;
        return new(calendar.Zone, calendar.Version, calendar.Coverage, start, _startDay, limit, [.. _days], Pauses(), Due(end));
    }

    /// <summary>The day on which the count is full; null when the clock stands for good before.</summary>
    private DateOnly? Count()
    {
        var length = limit.Unit == LimitUnit.Months ? _startDay.AddMonths(limit.Amount).DayNumber - _startDay.DayNumber : limit.Amount;
        var day = _startDay;
        for (var counted = 0; counted < length;)
        {
            day = day.AddDays(1);
            var pause = PauseOn(day);
            if (_byWork && !calendar.IsWorkingDay(day))
                Add(day, DayRole.Skipped, counted, calendar.Special(day)?.Name);
            else if (pause < 0)
                Add(day, DayRole.Counted, ++counted, calendar.Special(day)?.Name);
            else if (!StandsForGood(day))
                Exclude(day, pause, counted);
            if (pause >= 0 && StandsForGood(day))
                return null;
        }
        return day;
    }

    /// <summary>Moves an end off days that are not worked and off paused ones.</summary>
    private DateOnly? Settle(DateOnly day)
    {
        var counted = _days[^1].Ordinal;
        var moved = day;
        while (PauseOn(moved) >= 0 || !calendar.IsWorkingDay(moved))
        {
            var pause = PauseOn(moved);
            if (pause >= 0 && StandsForGood(moved))
                return null;
            if (moved != day && pause >= 0)
                Add(moved, DayRole.Paused, counted, pauses[pause].Ground);
            else if (moved != day)
                Add(moved, DayRole.Skipped, counted, calendar.Special(moved)?.Name);
            moved = moved.AddDays(1);
        }
        if (moved != day)
            Add(moved, DayRole.MovedTo, counted, name: null);
        return moved;
    }

    private Due Due(DateOnly? end)
    {
        if (end is not { } day)
            return Clocks.Due.Paused;
        var decisive = _days.Where(step => _byWork && limit.Amount > 0 ? step.Role != DayRole.Start : step.Day >= LastCounted());
        return new(calendar.Zone.EndOf(day), day, !decisive.All(step => step.Covered));
    }

    private DateOnly LastCounted() => _days.Last(step => step.Role is DayRole.Counted or DayRole.Start).Day;

    private void Exclude(DateOnly day, int pause, int counted)
    {
        _excluded[pause]++;
        Add(day, DayRole.Paused, counted, pauses[pause].Ground);
    }

    private void Add(DateOnly day, DayRole role, int ordinal, string? name) =>
        _days.Add(new(day, role, calendar.Kind(day), ordinal, name, calendar.Covers(day)));

    /// <summary>The first pause in which the clock stands at the end of the day; -1 when it runs.</summary>
    private int PauseOn(DateOnly day) => Array.FindIndex(pauses, pause => StandsAtEndOf(day, pause));

    private bool StandsForGood(DateOnly day) => pauses.Any(pause => pause.Until == null && StandsAtEndOf(day, pause));

    private bool StandsAtEndOf(DateOnly day, Pause pause)
    {
        var end = calendar.Zone.EndOf(day);
        return pause.From < end && (pause.Until == null || pause.Until >= end);
    }

    private ImmutableArray<ExplainedPause> Pauses() =>
        [.. pauses.Select((pause, index) => ExplainedPause.Of(calendar.Zone, pause, _excluded[index]))];
}
