namespace Web.Live;

/// <summary>Everything a viewer of a jurisdiction begins with.</summary>
/// <param name="Totals">Its figures, and those of what is below it, two levels deep.</param>
/// <param name="Escalations">The latest escalations from it and below it, newest first.</param>
public sealed record Picture(Totals Totals, IReadOnlyList<Escalation> Escalations)
{
    /// <summary>Levels below the jurisdiction that a picture shows.</summary>
    public const int Depth = 2;

    /// <summary>Most escalations that a picture shows.</summary>
    public const int Feed = 50;
}
