using System.Globalization;
using Grains.Calendars;

namespace Web.Calendars;

/// <summary>Reads a moment as people and machines write it: a day, a local time, or an instant with its offset.</summary>
public static class LocalTime
{
    /// <summary>The first day that is understood.</summary>
    public static readonly DateOnly First = new(1990, 1, 1);

    /// <summary>The last day that is understood.</summary>
    public static readonly DateOnly Last = new(2199, 12, 31);

    private static readonly string[] Local = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];
    private static readonly string[] Offset = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>
    /// The instant meant by <c>2024-09-27</c> (the day's first), <c>2024-09-27T09:30</c> (on the zone's clocks),
    /// <c>2024-09-27T09:30:00+08:00</c> or <c>2024-09-27T01:30:00Z</c>; null for anything else or outside 1990 to 2199.
    /// </summary>
    public static DateTimeOffset? Read(string text, Zone zone)
    {
        // A plus that was not escaped in an address arrives as a space.
        var written = text.Length > 20 && text[^6] == ' ' ? $"{text[..^6]}+{text[^5..]}" : text;
        if (DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return Within(day) ? zone.StartOf(day) : null;
        if (DateTime.TryParseExact(written, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return Within(DateOnly.FromDateTime(local)) ? zone.At(local) : null;
        return DateTimeOffset.TryParseExact(written, Offset, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            && Within(DateOnly.FromDateTime(instant.UtcDateTime))
                ? instant.ToUniversalTime()
                : null;
    }

    private static bool Within(DateOnly day) => First <= day && day <= Last;
}
