using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Permissions;

namespace Web.Accounts.Endpoints;

/// <summary><c>POST /api/v1/accounts/{account}/grants</c> and <c>DELETE …/grants/{grant}</c>.</summary>
internal static class GrantsEndpoint
{
    /// <summary>What to grant.</summary>
    /// <param name="Role">Code of a role that the caller holds to grant onward.</param>
    /// <param name="Over">Key of the jurisdiction for which it is held; null for the account's own.</param>
    /// <param name="Department">Code of the department; null for all.</param>
    /// <param name="Onward">It is held to be granted to others instead of being exercised.</param>
    /// <param name="Until">Until when, with an offset; null without end.</param>
    internal sealed record Granting(string? Role, string? Over, string? Department, bool Onward, DateTimeOffset? Until);

    public static void MapGrants(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/accounts/{account:guid}/grants", GrantAsync)
            .Needs(Permission.GrantRoles)
            .WithName("GrantRole")
            .WithTags(AdministeringModule.Tag)
            .WithSummary("Grant a role that the caller holds to grant onward; granting it again changes its end.");
        routes.MapDelete("/api/v1/accounts/{account:guid}/grants/{grant:guid}", RevokeAsync)
            .Needs(Permission.GrantRoles)
            .WithName("RevokeRole")
            .WithTags(AdministeringModule.Tag)
            .WithSummary("Revoke a grant; it is remembered as revoked.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> GrantAsync(
        Guid account, string? jurisdiction, Granting body, Caller caller, Jurisdictions jurisdictions, AccountDesk desk, CancellationToken cancellation)
    {
        if (!jurisdictions.TryPlace(caller, jurisdiction, Permission.GrantRoles, out var place))
            return AccountScope.OutOfReach();
        if (!RoleNames.TryParse(body.Role ?? "", out var role))
            return AccountScope.Of(new AccountRefusal("role-unknown", $"{body.Role} is no role."));
        var over = place;
        if (body.Over is not null && !jurisdictions.TryPlace(caller, body.Over, Permission.GrantRoles, out over))
            return AccountScope.OutOfReach();
        var holding = new Holding(role, over.Id, string.IsNullOrEmpty(body.Department) ? null : body.Department, body.Onward ? Power.GrantOnward : Power.Exercise);
        return await desk.GrantAsync(caller, place.Id, account, holding, body.Until, cancellation) is { } refusal ? AccountScope.Of(refusal) : TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        Guid account, Guid grant, string? jurisdiction, Caller caller, Jurisdictions jurisdictions, AccountDesk desk, CancellationToken cancellation)
    {
        if (!jurisdictions.TryPlace(caller, jurisdiction, Permission.GrantRoles, out var place))
            return AccountScope.OutOfReach();
        return await desk.RevokeAsync(caller, place.Id, account, grant, cancellation) is { } refusal ? AccountScope.Of(refusal) : TypedResults.NoContent();
    }
}
