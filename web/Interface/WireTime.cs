using System.Globalization;
using System.Text.Json;
using Grains.Calendars;

namespace Web.Interface;

/// <summary>Instants on the wire: ISO 8601 with an offset, or the standard's <c>YYYYMMDDThhmmss</c> in Chinese legal time.</summary>
internal static class WireTime
{
    public const string Expected = "2026-11-21T09:30:00+08:00, or 20261121T093000 (Asia/Shanghai); not before 1900-01-01, before 2100-01-01 (UTC)";

    /// <summary>The earliest instant that is taken (platform default): no case is older, and calendars can reckon from it.</summary>
    private static readonly DateTimeOffset From = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The first instant that is no longer taken (platform default): deadlines reckoned from what is taken stay instants.</summary>
    private static readonly DateTimeOffset Until = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Standard = ["yyyyMMdd'T'HHmmss", "yyyyMMddHHmmss", "yyyyMMddHH':'mm':'ss"];

    /// <summary>Whether an instant lies in the years that are taken.</summary>
    public static bool IsTaken(DateTimeOffset instant) => instant >= From && instant < Until;

    /// <summary>The instant in UTC, cut to microseconds; null when it is none, names no offset or lies in no year that is taken.</summary>
    public static DateTimeOffset? Read(ref Utf8JsonReader reader) => Parse(ref reader) is { } instant && IsTaken(instant) ? instant : null;

    private static DateTimeOffset? Parse(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            return null;
        // Many serialisers escape the plus sign of an offset, so an escaped text is judged as it reads.
        if ((reader.ValueIsEscaped ? NamesOffset(reader.GetString()!) : NamesOffset(reader.ValueSpan)) && reader.TryGetDateTimeOffset(out var instant))
            return Cut(instant);
        return DateTime.TryParseExact(reader.GetString(), Standard, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            && local.Year >= From.Year && local.Year <= Until.Year
            ? Zone.Shanghai.StartOf(DateOnly.FromDateTime(local)) + local.TimeOfDay
            : null;
    }

    private static DateTimeOffset Cut(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    private static bool NamesOffset(string text) => NamesOffset(System.Text.Encoding.UTF8.GetBytes(text));

    private static bool NamesOffset(ReadOnlySpan<byte> text) =>
        text.Length > 10 && (text[^1] == (byte)'Z' || text[10..].IndexOfAny((byte)'+', (byte)'-') >= 0);
}
