using System.Diagnostics.CodeAnalysis;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Catalogue.Endpoints;

/// <summary>Whose catalogue a request is about.</summary>
internal static class CatalogueScope
{
    /// <summary>The jurisdiction with a key; without one, the caller's own.</summary>
    public static bool TryFind(string? key, Caller caller, Jurisdictions jurisdictions, [NotNullWhen(true)] out Jurisdiction? node)
    {
        if (!string.IsNullOrEmpty(key))
            return jurisdictions.Tree.TryFind(key, out node);
        return jurisdictions.Tree.TryFind(caller.Tenant, out node);
    }
}
