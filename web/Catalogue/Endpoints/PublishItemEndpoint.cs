using Grains.Catalogue;
using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy.Permissions;

namespace Web.Catalogue.Endpoints;

/// <summary><c>POST /api/v1/items/{code}/publish</c>: 公布; an incomplete item is refused with everything it lacks.</summary>
internal static class PublishItemEndpoint
{
    /// <summary>A publication.</summary>
    /// <param name="EffectiveFrom">First day on which the version applies: today or later; today when left out.</param>
    internal sealed record Publishing(DateOnly? EffectiveFrom);

    public static void MapPublishItem(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/items/{code}/publish", Take)
            .Needs(Permission.PublishItems)
            .WithTags(CatalogueModule.Tag)
            .WithSummary("Publish a reviewed version, or learn what it lacks");

    private static Task<Results<Ok<ItemStep.Answer>, ProblemHttpResult>> Take(
        string code, Publishing publishing, Caller caller, ItemStep step, CancellationToken cancellation) =>
        step.TakeAsync(code, caller, Permission.PublishItems, ground => new ItemCommand.Publish(publishing.EffectiveFrom ?? ground.Today, ground.Today), cancellation);
}
