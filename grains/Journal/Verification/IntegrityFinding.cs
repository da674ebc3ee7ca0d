namespace Grains.Journal.Verification;

/// <summary>One thing that is not as it was recorded.</summary>
/// <param name="Code">Stable code; see <see cref="FindingCodes"/>.</param>
/// <param name="Place">Exactly which record.</param>
/// <param name="Expected">What would have been right.</param>
/// <param name="Found">What stands there.</param>
public sealed record IntegrityFinding(string Code, string Place, string Expected, string Found);
