using Tenancy;
using Tenancy.Permissions;

namespace Web.Tree;

/// <summary><c>GET /api/v1/jurisdictions</c>: the tree as far as the caller may see it.</summary>
internal static class SeeTreeEndpoint
{
    public static void MapSeeTree(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/jurisdictions", See)
        .Needs(Permission.SignedIn)
        .WithName("GetJurisdictions")
        .WithTags("Tree")
        .WithSummary("The own jurisdiction, those above it and all below it.");

    private static TreeAnswer See(Caller caller, Jurisdictions jurisdictions)
    {
        var tree = jurisdictions.Tree;
        var seen = tree.AncestorsOf(caller.Tenant).Reverse().Concat(tree.SubtreeOf(caller.Tenant));
        return new TreeAnswer(tree.Version, tree[caller.Tenant].Key, [.. seen.Select(j => JurisdictionLine.Of(j, tree))]);
    }
}
