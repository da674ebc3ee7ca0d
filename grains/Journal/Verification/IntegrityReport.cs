namespace Grains.Journal.Verification;

/// <summary>What verifying one jurisdiction came to.</summary>
/// <param name="Jurisdiction">Its key.</param>
/// <param name="Name">Its name.</param>
/// <param name="Events">Events read.</param>
/// <param name="Grains">Cases and signals they belong to.</param>
/// <param name="Seals">Seals compared.</param>
/// <param name="SealedUntil">Number of the last event that a seal outside the database covers; 0 for none.</param>
/// <param name="Findings">What is not right, in the order found; at most <see cref="Most"/>.</param>
/// <param name="More">How many more there are.</param>
public sealed record IntegrityReport(
    string Jurisdiction, string Name, long Events, long Grains, int Seals, long SealedUntil, IReadOnlyList<IntegrityFinding> Findings, long More)
{
    /// <summary>Findings that are kept.</summary>
    public const int Most = 1000;

    /// <summary>Cases and departments that an earlier version has left, which wait to be folded again: soon after a node of this one has started.</summary>
    public long Waiting { get; init; }

    /// <summary>Whether everything is as it was recorded.</summary>
    public bool IsSound => Findings.Count == 0;
}
