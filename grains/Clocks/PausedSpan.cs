namespace Grains.Clocks;

/// <summary>A pause as numbers, of days or of ticks: first included, last not; an open one never ends.</summary>
internal readonly record struct PausedSpan(long From, long Until)
{
    /// <summary>The end of a pause that has none yet.</summary>
    public const long Open = long.MaxValue;

    /// <summary>Puts the span into its place among the first <paramref name="count"/>, ordered by beginning.</summary>
    public static void Insert(Span<PausedSpan> ordered, int count, PausedSpan span)
    {
        while (count > 0 && ordered[count - 1].From > span.From)
        {
            ordered[count] = ordered[count - 1];
            count--;
        }
        ordered[count] = span;
    }
}
