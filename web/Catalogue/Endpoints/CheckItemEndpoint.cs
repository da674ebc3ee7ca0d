using Grains.Catalogue;
using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy.Permissions;

namespace Web.Catalogue.Endpoints;

/// <summary><c>POST /api/v1/items/{code}/check</c>: 初核, by the department's office.</summary>
internal static class CheckItemEndpoint
{
    /// <summary>A check; without a body it is one of whatever the draft says now.</summary>
    /// <param name="Basis">Basis of the draft as it was seen (<c>GET /api/v1/items/{code}</c>): refused where it was written anew since; left out = whatever it says now.</param>
    internal sealed record Checking(string? Basis);

    public static void MapCheckItem(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/items/{code}/check", Take)
            .Needs(Permission.EditCatalogue)
            .WithTags(CatalogueModule.Tag)
            .WithSummary("The department's office has checked the draft");

    private static Task<Results<Ok<ItemStep.Answer>, ProblemHttpResult>> Take(
        string code, Checking? checking, Caller caller, ItemStep step, CancellationToken cancellation) =>
        step.TakeAsync(code, caller, Permission.EditCatalogue, _ => new ItemCommand.Check { Seen = checking?.Basis }, cancellation);
}
