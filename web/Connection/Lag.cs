namespace Web.Connection;

/// <summary>How long after it happened an event was recorded, in a department's latest cases over the last seven days.</summary>
/// <param name="Median">Half of the events were recorded within this time.</param>
/// <param name="Ninety5">95 % of them were.</param>
/// <param name="Longest">All of them were.</param>
/// <param name="Events">How many events were looked at.</param>
public sealed record Lag(TimeSpan Median, TimeSpan Ninety5, TimeSpan Longest, int Events)
{
    /// <summary>The figures of some events; null of none.</summary>
    public static Lag? Of(IEnumerable<TimeSpan> lags)
    {
        var sorted = lags.Order().ToList();
        return sorted.Count == 0 ? null : new(At(0.5), At(0.95), sorted[^1], sorted.Count);

        // The nearest rank: the smallest that so large a part does not exceed.
        TimeSpan At(double part) => sorted[Math.Max(0, (int)Math.Ceiling(part * sorted.Count) - 1)];
    }
}
