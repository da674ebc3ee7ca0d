using Tenancy;

namespace Grains.Journal.Seals;

/// <summary>The head of a tenant's chain as it stood at a moment: whoever changes what lies before it no longer arrives at it.</summary>
/// <param name="Tenant">Whose chain.</param>
/// <param name="Jurisdiction">Key of the jurisdiction, for people.</param>
/// <param name="Day">The day it seals, in the jurisdiction's zone.</param>
/// <param name="Epoch">Epoch of the tenant's history.</param>
/// <param name="Seq">Number of the last event it covers.</param>
/// <param name="Chain">The chain after that event, SHA-256.</param>
/// <param name="SealedAt">When it was taken, by the database's clock, UTC.</param>
/// <param name="Versions">What it covers of what is judged by; null = taken by an earlier version of the platform, which sealed events alone.</param>
public sealed record Seal(
    TenantId Tenant, string Jurisdiction, DateOnly Day, int Epoch, long Seq, byte[] Chain, DateTimeOffset SealedAt, VersionsSeal? Versions = null)
{
    /// <summary>Where the jurisdiction's audit log ended, in a seal that lies outside the database; null in every other, and where nothing stood in the log.</summary>
    public AuditSeal? Audit { get; init; }
}
