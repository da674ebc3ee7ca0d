using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Permissions;

namespace Web.Accounts.Endpoints;

/// <summary><c>POST /api/v1/accounts/{account}/suspend, restore, unlock, reset</c>.</summary>
internal static class AccountActsEndpoint
{
    private delegate Task<AccountRefusal?> Act(AccountDesk desk, Caller caller, TenantId tenant, Guid account, CancellationToken cancellation);

    public static void MapAccountActs(this IEndpointRouteBuilder routes)
    {
        Map(routes, "suspend", "Suspend an account: its sessions end at once, nobody signs in with it.", (desk, caller, tenant, account, stop) => desk.SuspendAsync(caller, tenant, account, true, stop));
        Map(routes, "restore", "Restore a suspended account.", (desk, caller, tenant, account, stop) => desk.SuspendAsync(caller, tenant, account, false, stop));
        Map(routes, "unlock", "Open an account that wrong passwords have locked.", (desk, caller, tenant, account, stop) => desk.UnlockAsync(caller, tenant, account, stop));
        routes.MapPost("/api/v1/accounts/{account:guid}/reset", ResetAsync)
            .Needs(Permission.ManageAccounts)
            .WithName("ResetAccount")
            .WithTags(AdministeringModule.Tag)
            .WithSummary("Take an account's password away, end its sessions, and answer a new one-time link.");
    }

    private static void Map(IEndpointRouteBuilder routes, string name, string summary, Act act) => routes
        .MapPost($"/api/v1/accounts/{{account:guid}}/{name}", async Task<Results<NoContent, ProblemHttpResult>> (
            Guid account, string? jurisdiction, Caller caller, Jurisdictions jurisdictions, AccountDesk desk, CancellationToken cancellation) =>
        {
            if (!jurisdictions.TryPlace(caller, jurisdiction, Permission.ManageAccounts, out var place))
                return AccountScope.OutOfReach();
            return await act(desk, caller, place.Id, account, cancellation) is { } refusal ? AccountScope.Of(refusal) : TypedResults.NoContent();
        })
        .Needs(Permission.ManageAccounts)
        .WithName($"{char.ToUpperInvariant(name[0])}{name[1..]}Account")
        .WithTags(AdministeringModule.Tag)
        .WithSummary(summary);

    private static async Task<Results<Ok<InvitationAnswer>, ProblemHttpResult>> ResetAsync(
        Guid account, string? jurisdiction, Caller caller, Jurisdictions jurisdictions, AccountDesk desk, CancellationToken cancellation)
    {
        if (!jurisdictions.TryPlace(caller, jurisdiction, Permission.ManageAccounts, out var place))
            return AccountScope.OutOfReach();
        var (invitation, refusal) = await desk.ResetAsync(caller, place.Id, account, cancellation);
        return refusal is null ? TypedResults.Ok(InvitationAnswer.Of(invitation!, place)) : AccountScope.Of(refusal);
    }
}
