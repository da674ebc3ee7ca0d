namespace Grains.Clocks;

/// <summary>When a limit ends.</summary>
/// <param name="Instant">
/// The first instant that is late, UTC: 24:00 of the last day, which is 00:00 of the day after (民法典 art. 203 para. 2);
/// for hours, the instant itself. <see cref="DateTimeOffset.MaxValue"/> (in PostgreSQL: infinity) while the clock stands.
/// </param>
/// <param name="Day">The local day on which the last moment in time lies; <see cref="DateOnly.MaxValue"/> while the clock stands.</param>
/// <param name="Provisional">Whether the result rests on days the calendar does not cover and may change.</param>
public readonly record struct Due(DateTimeOffset Instant, DateOnly Day, bool Provisional)
{
    /// <summary>The clock stands: nothing is due until it goes on.</summary>
    public static Due Paused { get; } = new(DateTimeOffset.MaxValue, DateOnly.MaxValue, Provisional: false);

    /// <summary>Whether the clock stands in an open pause that the limit runs into.</summary>
    public bool IsPaused => Instant == DateTimeOffset.MaxValue;

    /// <summary>Whether something done at this instant is late.</summary>
    public bool IsLate(DateTimeOffset at) => at >= Instant;
}
