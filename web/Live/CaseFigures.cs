namespace Web.Live;

/// <summary>Cases of a jurisdiction since its first: accepted = open + closed, closed = on time + late.</summary>
/// <param name="Accepted">Accepted, or deemed accepted.</param>
/// <param name="Open">Accepted and not closed.</param>
/// <param name="Closed">Accepted, and decided or ended.</param>
/// <param name="OnTime">Closed by the deadline in force, the earlier of legal and promised.</param>
/// <param name="Late">Closed after it.</param>
/// <param name="Overdue">Open and past it, as judged until the instant named beside.</param>
public sealed record CaseFigures(long Accepted, long Open, long Closed, long OnTime, long Late, long Overdue)
{
    /// <summary>Nothing.</summary>
    public static CaseFigures None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>Both together.</summary>
    public static CaseFigures operator +(CaseFigures a, CaseFigures b) => new(
        a.Accepted + b.Accepted, a.Open + b.Open, a.Closed + b.Closed, a.OnTime + b.OnTime, a.Late + b.Late, a.Overdue + b.Overdue);
}
