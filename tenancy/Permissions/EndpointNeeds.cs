using Microsoft.AspNetCore.Builder;

namespace Tenancy.Permissions;

/// <summary>Says what endpoints need.</summary>
public static class EndpointNeeds
{
    /// <summary>Requires a permission: anywhere, or for the whole of the caller's own jurisdiction.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Permission permission, bool whole = false)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(builder => builder.Metadata.Add(new NeedsAttribute(permission, whole)));
        return endpoint;
    }

    /// <summary>Requires nothing, and says why.</summary>
    public static TBuilder OpenToAll<TBuilder>(this TBuilder endpoint, string reason)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(builder => builder.Metadata.Add(new OpenToAllAttribute(reason)));
        return endpoint;
    }
}
