using System.Globalization;

namespace Web.Cases;

/// <summary>The last line of a page: the next page begins behind it, however many lines were added before it meanwhile.</summary>
/// <param name="At">The instant the list is sorted by; null in the part of the list where there is none.</param>
/// <param name="Id">Id of the case.</param>
/// <param name="Number">Its number, where the list is sorted by it.</param>
public sealed record CaseCursor(DateTimeOffset? At, long Id, string? Number = null)
{
    /// <summary>As addresses carry it.</summary>
    public override string ToString() => Number is not null
        ? string.Create(CultureInfo.InvariantCulture, $"n{Id}.{Number}")
        : At is { } at
            ? string.Create(CultureInfo.InvariantCulture, $"t{Id}.{(at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond}")
            : string.Create(CultureInfo.InvariantCulture, $"i{Id}.");

    /// <summary>Out of an address; null where it is none.</summary>
    public static CaseCursor? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.IndexOf('.', StringComparison.Ordinal) is not (var dot and > 1)
            || !long.TryParse(text.AsSpan(1, dot - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return null;
        var rest = text[(dot + 1)..];
        return text[0] switch
        {
            'n' => new(null, id, rest),
            't' when long.TryParse(rest, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var micros)
                && Math.Abs(micros) < 100_000_000_000_000_000 => new(DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond), id),
            'i' => new(null, id),
            _ => null,
        };
    }
}
