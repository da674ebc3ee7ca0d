using Tenancy;

namespace Grains.Rules;

/// <summary>Under whom a jurisdiction stood before a change of the tree.</summary>
/// <param name="Jurisdiction">The jurisdiction.</param>
/// <param name="Until">First instant at which it no longer did, UTC.</param>
/// <param name="Parent">Its parent until then; null for a root.</param>
public sealed record FormerParent(TenantId Jurisdiction, DateTimeOffset Until, TenantId? Parent);
