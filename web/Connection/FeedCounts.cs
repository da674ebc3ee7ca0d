namespace Web.Connection;

/// <summary>What the data interface made of the events that came.</summary>
/// <param name="Accepted">Recorded.</param>
/// <param name="Duplicate">Recorded before; null where only what was carried upward is known, which does not hold it.</param>
/// <param name="Refused">Gone to quarantine.</param>
public sealed record FeedCounts(long Accepted, long? Duplicate, long Refused)
{
    /// <summary>Nothing came.</summary>
    public static FeedCounts None { get; } = new(0, 0, 0);

    /// <summary>All that came.</summary>
    public long Told => Accepted + (Duplicate ?? 0) + Refused;

    /// <summary>Refused events among all that came, 0 to 1; null where nothing came.</summary>
    public double? RefusedShare => Told == 0 ? null : (double)Refused / Told;

    /// <summary>What came since the counters stood at <paramref name="opening"/>; a counter that was put right downward counts nothing.</summary>
    public FeedCounts Since(FeedCounts opening) => new(
        Math.Max(0, Accepted - opening.Accepted), Duplicate is { } duplicate ? Math.Max(0, duplicate - (opening.Duplicate ?? 0)) : null,
        Math.Max(0, Refused - opening.Refused));

    /// <summary>Both together.</summary>
    public static FeedCounts operator +(FeedCounts a, FeedCounts b) => new(a.Accepted + b.Accepted, a.Duplicate + b.Duplicate, a.Refused + b.Refused);
}
