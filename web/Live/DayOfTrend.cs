namespace Web.Live;

/// <summary>One day of a trend.</summary>
/// <param name="Day">The day, in the jurisdiction's zone.</param>
/// <param name="Received">Cases received.</param>
/// <param name="Accepted">Cases accepted.</param>
/// <param name="Closed">Cases closed.</param>
/// <param name="OnTime">Of these, in time.</param>
/// <param name="Late">Of these, late.</param>
/// <param name="Yellow">Yellow signals true from that day which stand now.</param>
/// <param name="Red">Red signals true from that day which stand now.</param>
public sealed record DayOfTrend(
    DateOnly Day, long Received, long Accepted, long Closed, long OnTime, long Late, long Yellow, long Red);
