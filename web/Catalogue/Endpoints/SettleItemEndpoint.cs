using Grains.Catalogue;
using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy.Permissions;

namespace Web.Catalogue.Endpoints;

/// <summary><c>POST /api/v1/items/{code}/settle</c>: 审定, by the department's head.</summary>
internal static class SettleItemEndpoint
{
    /// <summary>A signature.</summary>
    /// <param name="Signature">Number of the signed paper, or the signature itself.</param>
    /// <param name="Basis">Basis of the draft as it was seen (<c>GET /api/v1/items/{code}</c>): refused where it was written anew since; left out = whatever it says now.</param>
    internal sealed record Settling(string? Signature, string? Basis);

    public static void MapSettleItem(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/items/{code}/settle", Take)
            .Needs(Permission.EditCatalogue)
            .WithTags(CatalogueModule.Tag)
            .WithSummary("The department's head has settled and signed the draft");

    private static Task<Results<Ok<ItemStep.Answer>, ProblemHttpResult>> Take(
        string code, Settling settling, Caller caller, ItemStep step, CancellationToken cancellation) =>
        step.TakeAsync(code, caller, Permission.EditCatalogue, _ => new ItemCommand.Settle(settling.Signature) { Seen = settling.Basis }, cancellation);
}
