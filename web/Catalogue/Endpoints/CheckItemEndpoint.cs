using Grains.Catalogue;
using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy.Permissions;

namespace Web.Catalogue.Endpoints;

/// <summary><c>POST /api/v1/items/{code}/check</c>: 初核, by the department's office.</summary>
internal static class CheckItemEndpoint
{
    public static void MapCheckItem(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/items/{code}/check", Take)
            .Needs(Permission.EditCatalogue)
            .WithTags(CatalogueModule.Tag)
            .WithSummary("The department's office has checked the draft");

    private static Task<Results<Ok<ItemStep.Answer>, ProblemHttpResult>> Take(
        string code, Caller caller, ItemStep step, CancellationToken cancellation) =>
        step.TakeAsync(code, caller, Permission.EditCatalogue, _ => new ItemCommand.Check(), cancellation);
}
