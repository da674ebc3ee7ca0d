namespace Grains.Rules;

/// <summary>From when a layer may be said to hold.</summary>
public static class EffectiveDay
{
    /// <summary>Furthest ahead of its publication that a layer may take effect, years (platform default).</summary>
    public const int MostYearsAhead = 1;

    /// <summary>What is wrong with an effective instant, at its place in the document; nothing for one that may be.</summary>
    /// <param name="from">The instant.</param>
    /// <param name="now">Now, by the database's clock.</param>
    public static IEnumerable<RulebookError> Faults(DateTimeOffset from, DateTimeOffset now)
    {
        // A past case is judged by the rules of its day: no version takes effect before it was published.
        if (from < now)
            yield return new("$.effectiveFrom", "in-the-past", "an instant to come, or left out: as soon as possible");
        var latest = now.AddYears(MostYearsAhead);
        if (from > latest)
            yield return new("$.effectiveFrom", "too-far-ahead", $"at most one year ahead: not after {latest:yyyy-MM-dd'T'HH:mm:ss'Z'}");
    }
}
