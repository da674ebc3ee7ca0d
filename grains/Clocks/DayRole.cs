namespace Grains.Clocks;

/// <summary>What became of a day when a limit was counted.</summary>
public enum DayRole : byte
{
    /// <summary>The day of the starting event: never counted.</summary>
    Start = 1,

    /// <summary>Counted.</summary>
    Counted = 2,

    /// <summary>Not counted because it is not worked; or, after the last counted day, passed over to reach one that is.</summary>
    Skipped = 3,

    /// <summary>Not counted because the clock stood at its end.</summary>
    Paused = 4,

    /// <summary>Not counted, but the day to which an end that fell on a day off has moved (民法典 art. 203).</summary>
    MovedTo = 5,
}
