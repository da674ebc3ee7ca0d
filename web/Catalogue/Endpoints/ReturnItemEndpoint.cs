using Grains.Catalogue;
using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy.Permissions;

namespace Web.Catalogue.Endpoints;

/// <summary><c>POST /api/v1/items/{code}/return</c>: the draft is to be written again.</summary>
internal static class ReturnItemEndpoint
{
    /// <summary>A return.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Basis">Basis of the draft as it was seen (<c>GET /api/v1/items/{code}</c>): refused where it was written anew since; left out = whatever it says now.</param>
    internal sealed record Returning(string? Reason, string? Basis);

    public static void MapReturnItem(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/items/{code}/return", Take)
            .Needs(Permission.EditCatalogue)
            .WithTags(CatalogueModule.Tag)
            .WithSummary("Send a draft back to be written again");

    private static Task<Results<Ok<ItemStep.Answer>, ProblemHttpResult>> Take(
        string code, Returning returning, Caller caller, ItemStep step, CancellationToken cancellation) =>
        step.TakeAsync(code, caller, Permission.EditCatalogue, _ => new ItemCommand.Return(returning.Reason ?? "") { Seen = returning.Basis }, cancellation);
}
