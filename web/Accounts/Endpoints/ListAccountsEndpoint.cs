using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Permissions;

namespace Web.Accounts.Endpoints;

/// <summary><c>GET /api/v1/accounts</c>: the accounts of a jurisdiction with what they hold.</summary>
internal static class ListAccountsEndpoint
{
    public static void MapListAccounts(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/accounts", ListAsync)
        .Needs(Permission.ManageAccounts)
        .WithName("ListAccounts")
        .WithTags(AdministeringModule.Tag)
        .WithSummary("The accounts of the own jurisdiction, or of one below it.");

    private static async Task<Results<Ok<IEnumerable<AccountAnswer>>, ProblemHttpResult>> ListAsync(
        string? jurisdiction, Caller caller, Jurisdictions jurisdictions, AccountList accounts, CancellationToken cancellation) =>
        jurisdictions.TryPlace(caller, jurisdiction, Permission.ManageAccounts, out var place)
            ? TypedResults.Ok((await accounts.ReadAsync(place.Id, cancellation: cancellation)).Select(line => AccountAnswer.Of(line, jurisdictions.Tree)))
            : AccountScope.OutOfReach();
}
