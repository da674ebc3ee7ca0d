using Grains.Journal.Seals;

namespace Grains.Journal.Verification;

/// <summary>A seal and where it was kept: at home, in the parent's ledger, or outside.</summary>
/// <param name="Place">For people.</param>
/// <param name="Seal">The seal.</param>
public sealed record PlacedSeal(string Place, Seal Seal);
