namespace Grains.Clocks;

/// <summary>A stretch of time in which a clock stands still (行政许可法 art. 45).</summary>
/// <remarks>
/// For limits in days and months whole local days are excluded: <b>a day counts when the clock runs at its end</b>.
/// So the day of the suspension is excluded and the day of the resumption counts, at whatever time of day either
/// happens; a pause that begins and ends on one day excludes nothing. It follows that a limit never ends while
/// the clock stands. For limits in hours exactly the time from <paramref name="From"/> (included) to
/// <paramref name="Until"/> (not included) is excluded. Pauses may overlap: a day is excluded once.
/// One that ends before it begins excludes nothing.
/// </remarks>
/// <param name="From">When the clock was stopped.</param>
/// <param name="Until">When it went on; null while it stands.</param>
/// <param name="Ground">Why, as shown to clerks (听证, 检验…); empty where nobody said.</param>
public readonly record struct Pause(DateTimeOffset From, DateTimeOffset? Until, string Ground)
{
    /// <summary>When it was recorded, UTC; null where that is not known. It changes no count: an explanation says it.</summary>
    public DateTimeOffset? RecordedAt { get; init; }
}
