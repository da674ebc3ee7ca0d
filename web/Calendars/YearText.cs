using System.Globalization;

namespace Web.Calendars;

/// <summary>Reads the year of an address.</summary>
internal static class YearText
{
    /// <summary>The year written, that of today when none is; null when it is none from 1990 to 2199.</summary>
    public static int? Read(string? text, DateOnly today)
    {
        if (string.IsNullOrEmpty(text))
            return today.Year;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && year >= LocalTime.First.Year && year <= LocalTime.Last.Year
                ? year
                : null;
    }
}
