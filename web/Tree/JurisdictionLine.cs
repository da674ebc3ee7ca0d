using Tenancy;

namespace Web.Tree;

/// <summary>A jurisdiction as the API tells it.</summary>
/// <param name="Key">By which addresses and the API name it.</param>
/// <param name="Code">Division code; not unique.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="Level">province, city, county, township or zone.</param>
/// <param name="Parent">Key of the next higher one; null for a root.</param>
/// <param name="Zone">IANA time zone in which its days begin.</param>
internal sealed record JurisdictionLine(string Key, string Code, string Name, string Level, string? Parent, string Zone)
{
    public static JurisdictionLine Of(Jurisdiction jurisdiction, JurisdictionTree tree) => new(
        jurisdiction.Key,
        jurisdiction.Code,
        jurisdiction.Name,
        jurisdiction.Level.ToString().ToLowerInvariant(),
        jurisdiction.Parent is { } parent ? tree[parent].Key : null,
        jurisdiction.Zone);
}
