using Microsoft.AspNetCore.Builder;

namespace Tenancy.Permissions;

/// <summary>Says what endpoints need.</summary>
public static class EndpointNeeds
{
    /// <summary>Requires a permission, somewhere in the caller's jurisdiction.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Permission permission)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(builder => builder.Metadata.Add(new NeedsAttribute(permission)));
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
