namespace Grains.Journal.Verification;

/// <summary>What stands false at home: an ancestor that has the truth of it is right, though it does not say what home says.</summary>
internal sealed class HomeFaults(Recounted right, FigureTable counters, EscalationTable escalations)
{
    /// <summary>The rows that are false at home, as they should stand.</summary>
    public FigureTable Figures { get; } = right.Figures.Beside(counters);

    /// <summary>Whether an ancestor has the truth of a signal of which home has not.</summary>
    public bool HasTruth(EscalationTable above, long signal) =>
        !right.Escalations.IsLeft(signal) && !right.Escalations.Says(escalations, signal) && right.Escalations.Says(above, signal);
}
