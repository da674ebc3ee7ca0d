using Tenancy;

namespace Silo.Valve;

/// <summary>What an ancestor has heard of those who came to tell it something.</summary>
/// <param name="Heard">Whose parcels it has heard without a gap; the others must tell everything anew, and nothing of theirs was put.</param>
/// <param name="To">How far it has heard each of them now, by whichever carrier.</param>
internal sealed record Hearing(IReadOnlySet<TenantId> Heard, IReadOnlyDictionary<TenantId, (int Epoch, long Position)> To);
