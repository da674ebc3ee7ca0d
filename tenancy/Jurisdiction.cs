namespace Tenancy;

/// <summary>A node of the tree province → city → county → township: one tenant.</summary>
/// <param name="Id">Surrogate key.</param>
/// <param name="Key">Unique text by which addresses and the API name it; the division code unless two share one.</param>
/// <param name="Code">Administrative division code, GB/T 2260 (six digits) or GB/T 10114 (nine). Not unique.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="Level">Where it stands.</param>
/// <param name="Parent">The next higher jurisdiction; null for a root.</param>
/// <param name="Zone">IANA time zone in which its days begin.</param>
/// <param name="Database">Its placement: the name of the data database that holds its rows.</param>
public sealed record Jurisdiction(
    TenantId Id, string Key, string Code, string Name, Level Level, TenantId? Parent, string Zone, string Database);
