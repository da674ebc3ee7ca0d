using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Permissions;

namespace Web.Accounts.Endpoints;

/// <summary><c>POST /api/v1/accounts</c>: creates an account with a role and answers the one-time link to its first password.</summary>
internal static class InviteAccountEndpoint
{
    /// <summary>Whom to invite.</summary>
    /// <param name="Name">Name to sign in with, 1 to 64 characters, new in the jurisdiction.</param>
    /// <param name="DisplayName">What to call the person, 1 to 64 characters.</param>
    /// <param name="Role">Code of a role that the caller holds to grant onward.</param>
    /// <param name="Department">Code of the department for which the role is held; null for all.</param>
    internal sealed record Inviting(string? Name, string? DisplayName, string? Role, string? Department);

    public static void MapInviteAccount(this IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/accounts", InviteAsync)
        .Needs(Permission.ManageAccounts)
        .WithName("InviteAccount")
        .WithTags(AdministeringModule.Tag)
        .WithSummary("Create an account with a role; the answer's link is told once and sets the first password.")
        .WithDescription("The jurisdiction is told as ?jurisdiction=; without it the account stands in the caller's own.");

    private static async Task<Results<Created<InvitationAnswer>, ProblemHttpResult>> InviteAsync(
        string? jurisdiction, Inviting body, Caller caller, Jurisdictions jurisdictions, AccountDesk desk, CancellationToken cancellation)
    {
        if (!jurisdictions.TryPlace(caller, jurisdiction, Permission.ManageAccounts, out var place))
            return AccountScope.OutOfReach();
        if (string.IsNullOrWhiteSpace(body.Role))
            return AccountScope.Of(new AccountRefusal("role-missing", "An account is made with the role that it is for."));
        if (!RoleNames.TryParse(body.Role, out var role))
            return AccountScope.Of(new AccountRefusal("role-unknown", $"{body.Role} is no role."));
        var holding = new Holding(role, place.Id, string.IsNullOrEmpty(body.Department) ? null : body.Department);
        var (invitation, refusal) = await desk.InviteAsync(caller, place.Id, body.Name ?? "", body.DisplayName ?? "", holding, cancellation);
        return refusal is null
            ? TypedResults.Created($"/api/v1/accounts?jurisdiction={Uri.EscapeDataString(place.Key)}", InvitationAnswer.Of(invitation!, place))
            : AccountScope.Of(refusal);
    }
}
