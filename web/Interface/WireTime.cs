using System.Globalization;
using System.Text.Json;
using Grains.Calendars;

namespace Web.Interface;

/// <summary>Instants on the wire: ISO 8601 with an offset, or the standard's <c>YYYYMMDDThhmmss</c> in Chinese legal time.</summary>
internal static class WireTime
{
    public const string Expected = "2026-11-21T09:30:00+08:00, or 20261121T093000 (Asia/Shanghai)";

    private static readonly string[] Standard = ["yyyyMMdd'T'HHmmss", "yyyyMMddHHmmss", "yyyyMMddHH':'mm':'ss"];

    /// <summary>The instant in UTC, cut to microseconds; null when it is none or names no offset.</summary>
    public static DateTimeOffset? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            return null;
        // Many serialisers escape the plus sign of an offset, so an escaped text is judged as it reads.
        if ((reader.ValueIsEscaped ? NamesOffset(reader.GetString()!) : NamesOffset(reader.ValueSpan)) && reader.TryGetDateTimeOffset(out var instant))
            return Cut(instant);
        return DateTime.TryParseExact(reader.GetString(), Standard, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? Zone.Shanghai.StartOf(DateOnly.FromDateTime(local)) + local.TimeOfDay
            : null;
    }

    private static DateTimeOffset Cut(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    private static bool NamesOffset(string text) => NamesOffset(System.Text.Encoding.UTF8.GetBytes(text));

    private static bool NamesOffset(ReadOnlySpan<byte> text) =>
        text.Length > 10 && (text[^1] == (byte)'Z' || text[10..].IndexOfAny((byte)'+', (byte)'-') >= 0);
}
