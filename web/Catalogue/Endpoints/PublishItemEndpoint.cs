using Grains.Catalogue;
using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy.Permissions;

namespace Web.Catalogue.Endpoints;

/// <summary><c>POST /api/v1/items/{code}/publish</c>: 公布; an incomplete item is refused with everything it lacks.</summary>
internal static class PublishItemEndpoint
{
    /// <summary>A publication.</summary>
    /// <param name="EffectiveFrom">First day on which the version applies: tomorrow or later, a first version today or later; the earliest of these when left out.</param>
    /// <param name="Basis">Basis of the draft as it was seen (<c>GET /api/v1/items/{code}</c>): refused where it was written anew since; left out = whatever it says now.</param>
    internal sealed record Publishing(DateOnly? EffectiveFrom, string? Basis);

    public static void MapPublishItem(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/items/{code}/publish", Take)
            .Needs(Permission.PublishItems)
            .WithTags(CatalogueModule.Tag)
            .WithSummary("Publish a reviewed version, or learn what it lacks")
            .WithDescription("""
                A version that follows another applies from tomorrow on at the earliest, by the jurisdiction's clock, as what was accepted
                earlier today has been judged by the other; the first version of an item may apply from today on. Without `effectiveFrom`
                it is the earliest of these days. An earlier day is refused (409 `item-effective-date-too-early`) with the `earliest`,
                one more than two years ahead (409 `item-effective-date-too-late`) with the `latest`. A version that has not begun gives way to
                the same text published for its first day or an earlier one, and is not put off to a later one; another text applies after it.
                """);

    private static Task<Results<Ok<ItemStep.Answer>, ProblemHttpResult>> Take(
        string code, Publishing publishing, Caller caller, ItemStep step, CancellationToken cancellation) =>
        step.TakeAsync(
            code, caller, Permission.PublishItems,
            ground => new ItemCommand.Publish(publishing.EffectiveFrom ?? ground.State.FirstDayFrom(ground.Today), ground.Today) { Seen = publishing.Basis },
            cancellation);
}
