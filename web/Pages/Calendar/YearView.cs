using System.Collections.Immutable;
using Grains.Calendars;

namespace Web.Pages.Calendar;

/// <summary>A day of the year view.</summary>
/// <param name="Day">The local day.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The holiday or the closure's reason; null for a day like any other.</param>
/// <param name="Covered">Whether an arrangement settles it.</param>
/// <param name="IsToday">Whether it is today.</param>
public sealed record DayCell(DateOnly Day, DayKind Kind, string? Name, bool Covered, bool IsToday);

/// <summary>A month of the year view: weeks from Monday, null where a day belongs to another month.</summary>
/// <param name="Number">1 to 12.</param>
/// <param name="Weeks">The weeks, seven cells each.</param>
public sealed record MonthGrid(int Number, ImmutableArray<DayCell?[]> Weeks)
{
    /// <summary>Lays out a month.</summary>
    public static MonthGrid Of(WorkCalendar calendar, int year, int month, DateOnly today)
    {
        var first = new DateOnly(year, month, 1);
        var blanks = ((int)first.DayOfWeek + 6) % 7;
        var cells = Enumerable.Repeat<DayCell?>(null, blanks)
            .Concat(Enumerable.Range(0, DateTime.DaysInMonth(year, month)).Select(offset => Cell(calendar, first.AddDays(offset), today)));
        return new(month, [.. cells.Chunk(7).Select(week => week.Length == 7 ? week : [.. week, .. new DayCell?[7 - week.Length]])]);
    }

    private static DayCell Cell(WorkCalendar calendar, DateOnly day, DateOnly today) =>
        new(day, calendar.Kind(day), calendar.Special(day)?.Name, calendar.Covers(day), day == today);
}
