using Grains.Journal.Verification;

namespace Web.Verbs.Verify;

/// <summary>What <c>./run verify</c> came to.</summary>
/// <param name="Jurisdictions">One report each.</param>
/// <param name="Seals">What is wrong with the seals from outside as such.</param>
public sealed record Verdict(IReadOnlyList<IntegrityReport> Jurisdictions, IReadOnlyList<IntegrityFinding> Seals)
{
    /// <summary>Whether nothing was found.</summary>
    public bool IsSound => Seals.Count == 0 && Jurisdictions.All(j => j.IsSound);
}
