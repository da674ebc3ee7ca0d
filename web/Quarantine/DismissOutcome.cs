namespace Web.Quarantine;

/// <summary>What came of dismissing refused events.</summary>
/// <param name="Dismissed">Those that are dismissed now.</param>
/// <param name="Left">Those that are not: decided about before, on their way to the journal, unknown, or not for the caller to decide.</param>
public sealed record DismissOutcome(IReadOnlyList<QuarantineId> Dismissed, IReadOnlyList<QuarantineId> Left);
