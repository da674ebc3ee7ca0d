using System.Globalization;
using Web.Interface;

namespace Web.Import;

/// <summary>Reads the instants of a log.</summary>
internal static class LogTime
{
    private static readonly string[] Iso =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm",
    ];

    /// <summary>The instant a text means, in UTC, cut to the microsecond; null when it means none, or one that the data interface does not take.</summary>
    public static DateTimeOffset? Read(string text, TimeRules rules) => Parse(text, rules) is { } instant && WireTime.IsTaken(instant) ? instant : null;

    private static DateTimeOffset? Parse(string text, TimeRules rules)
    {
        text = text.Trim();
        var (local, offset) = SplitOffset(text);
        if (offset is null && text != local)
            return null;
        if (!TryReadLocal(local, rules, out var clock))
            return null;
        return offset is { } known ? ToInstant(clock, known)
            : rules.Zone is { } zone && !zone.IsInvalidTime(clock) ? ToInstant(clock, zone.GetUtcOffset(clock))
            : null;
    }

    private static bool TryReadLocal(string text, TimeRules rules, out DateTime clock) =>
        DateTime.TryParseExact(text, Iso, CultureInfo.InvariantCulture, DateTimeStyles.None, out clock)
        || DateTime.TryParseExact(text, [.. rules.Formats], CultureInfo.InvariantCulture, DateTimeStyles.None, out clock);

    private static DateTimeOffset? ToInstant(DateTime clock, TimeSpan offset)
    {
        var ticks = clock.Ticks - offset.Ticks;
        return ticks < 0 || ticks > DateTime.MaxValue.Ticks
            ? null
            : new DateTimeOffset(ticks - (ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }

    /// <summary>Cuts <c>Z</c>, <c>+hh:mm</c>, <c>+hhmm</c> or <c>+hh</c> off the end of a text that has a time of day.</summary>
    private static (string Local, TimeSpan? Offset) SplitOffset(string text)
    {
        if (text.EndsWith('Z'))
            return (text[..^1], TimeSpan.Zero);
        var sign = text.LastIndexOfAny(['+', '-']);
        // A minus among the first ten characters belongs to the date.
        if (sign < 10)
            return (text, null);
        var digits = text[(sign + 1)..].Replace(":", "", StringComparison.Ordinal);
        if (digits.Length == 2)
            digits += "00";
        return TimeSpan.TryParseExact(digits, "hhmm", CultureInfo.InvariantCulture, out var size) && size <= TimeSpan.FromHours(14)
            ? (text[..sign], text[sign] == '-' ? -size : size)
            : (text[..sign], null);
    }
}
