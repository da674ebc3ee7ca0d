namespace Web.Live;

/// <summary>What happened on one day, in the jurisdiction's zone.</summary>
/// <param name="Received">Cases received.</param>
/// <param name="Accepted">Cases accepted.</param>
/// <param name="Closed">Cases closed.</param>
/// <param name="OnTime">Of these, in time.</param>
/// <param name="Late">Of these, late.</param>
public sealed record DayFigures(long Received, long Accepted, long Closed, long OnTime, long Late)
{
    /// <summary>A day without cases.</summary>
    public static DayFigures None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Both together.</summary>
    public static DayFigures operator +(DayFigures a, DayFigures b) =>
        new(a.Received + b.Received, a.Accepted + b.Accepted, a.Closed + b.Closed, a.OnTime + b.OnTime, a.Late + b.Late);
}
