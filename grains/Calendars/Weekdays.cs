namespace Grains.Calendars;

/// <summary>Counting Mondays to Fridays by arithmetic alone, for the days no calendar knows.</summary>
/// <remarks>Day numbers are those of <see cref="DateOnly.DayNumber"/>; day 0 (0001-01-01) is a Monday.</remarks>
internal static class Weekdays
{
    /// <summary>Whether the day is a Monday to Friday.</summary>
    public static bool Includes(int day) => day % 7 < 5;

    /// <summary>How many weekdays there are from day 0 to this day, both included; 0 for day -1.</summary>
    public static int UpTo(int day) => (day + 1) / 7 * 5 + Math.Min((day + 1) % 7, 5);

    /// <summary>The day that is the <paramref name="ordinal"/>-th weekday, counted from 1.</summary>
    public static int At(int ordinal) => (ordinal - 1) / 5 * 7 + (ordinal - 1) % 5;
}
