using System.Globalization;

namespace Web.Quarantine;

/// <summary>The last line of a page: the next page begins behind it, however many events are refused meanwhile.</summary>
/// <param name="LastAt">When that event last came, UTC.</param>
/// <param name="Id">Its id.</param>
public sealed record QuarantineCursor(DateTimeOffset LastAt, QuarantineId Id)
{
    private const long Latest = 100_000_000_000_000_000;

    /// <summary>As addresses carry it.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{(LastAt - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond}.{Id}");

    /// <summary>Out of an address; null where it is none.</summary>
    public static QuarantineCursor? Parse(string? text) =>
        text?.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
        && long.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var micros) && micros < Latest
        && QuarantineId.Parse(text[(dot + 1)..]) is { } id
            ? new(DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond), id)
            : null;
}
