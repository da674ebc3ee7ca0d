using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Permissions;

namespace Web.Accounts.Endpoints;

/// <summary><c>GET /api/v1/accounts/resets</c>: what was done about the ways into accounts, for auditors.</summary>
internal static class ResetsEndpoint
{
    /// <summary>A line of an audit log about a way into an account.</summary>
    /// <param name="Jurisdiction">Key of the account's jurisdiction.</param>
    /// <param name="Account">Name that the account signs in with.</param>
    /// <param name="Action">account-reset, invitation-accepted, reset-confirmed or reset-disputed.</param>
    /// <param name="At">When, UTC.</param>
    /// <param name="Actor">Who did it.</param>
    /// <param name="MadeBy">Who had made the link that was used, confirmed or disputed.</param>
    internal sealed record ResetAnswer(string Jurisdiction, string Account, string Action, DateTimeOffset At, string Actor, string? MadeBy);

    public static void MapResets(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/accounts/resets", ListAsync)
        .Needs(Permission.ReadAudit)
        .WithName("ListResets")
        .WithTags(AdministeringModule.Tag)
        .WithSummary("Resets of accounts, links used and what persons said about it, in the auditor's jurisdiction and those below; the newest 200.");

    private static async Task<Ok<IEnumerable<ResetAnswer>>> ListAsync(
        Caller caller, AccountResets resets, Jurisdictions jurisdictions, CancellationToken cancellation) =>
        TypedResults.Ok((await resets.ReadBelowAsync(caller, cancellation)).Select(line => new ResetAnswer(
            jurisdictions.Tree.TryFind(line.Tenant, out var place) ? place.Key : "", line.Account, line.Action, line.At, line.Actor, line.MadeBy)));
}
