using Tenancy.Tree;

namespace Web.Tree;

/// <summary>The tree of jurisdictions over HTTP.</summary>
public static class TreeModule
{
    /// <summary>Registers the loader.</summary>
    public static IServiceCollection AddTree(this IServiceCollection services) => services.AddSingleton<TreeLoader>();

    /// <summary>Maps seeing and loading the tree.</summary>
    public static IEndpointRouteBuilder MapTree(this IEndpointRouteBuilder routes)
    {
        routes.MapSeeTree();
        routes.MapLoadTree();
        return routes;
    }
}
