using Tenancy;

namespace Grains.Calendars;

/// <summary>A local closure that a jurisdiction made or lifted.</summary>
/// <param name="Tenant">The jurisdiction; the change holds for it and all below it.</param>
/// <param name="Version">The calendar version that the change made.</param>
/// <param name="EffectiveAt">From when on it holds.</param>
/// <param name="Day">The local day.</param>
/// <param name="Closed">True: closed from now on. False: the closure is lifted.</param>
/// <param name="Reason">Why.</param>
public sealed record ClosureChange(TenantId Tenant, int Version, DateTimeOffset EffectiveAt, DateOnly Day, bool Closed, string Reason);
