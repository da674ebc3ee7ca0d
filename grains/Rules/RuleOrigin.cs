using Tenancy;

namespace Grains.Rules;

/// <summary>Whose version of a rulebook set a rule as it is in force.</summary>
/// <param name="Owner">The jurisdiction that published it.</param>
/// <param name="Version">The version of its layer.</param>
public sealed record RuleOrigin(TenantId Owner, int Version);
