using System.Globalization;

namespace Web.Signals;

/// <summary>The last line of a page: the next page begins behind it, however many signals were raised meanwhile.</summary>
/// <param name="RaisedAt">When that signal was raised, UTC.</param>
/// <param name="Id">Its id.</param>
public sealed record SignalCursor(DateTimeOffset RaisedAt, long Id)
{
    private const long Latest = 100_000_000_000_000_000;

    /// <summary>As addresses carry it.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{(RaisedAt - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond}.{Id}");

    /// <summary>Out of an address; null where it is none.</summary>
    public static SignalCursor? Parse(string? text) =>
        text?.Split('.') is [var at, var id]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var micros) && micros < Latest
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond), number)
            : null;
}
