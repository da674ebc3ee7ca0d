using Grains.Catalogue;
using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy.Permissions;

namespace Web.Catalogue.Endpoints;

/// <summary><c>POST /api/v1/items/{code}/retire</c>: 废止.</summary>
internal static class RetireItemEndpoint
{
    /// <summary>A retirement.</summary>
    /// <param name="From">First day on which the item no longer applies: tomorrow or later; tomorrow when left out.</param>
    /// <param name="Reason">Why, with the paper that says so.</param>
    internal sealed record Retiring(DateOnly? From, string? Reason);

    public static void MapRetireItem(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/items/{code}/retire", Take)
            .Needs(Permission.PublishItems)
            .WithTags(CatalogueModule.Tag)
            .WithSummary("Retire an item")
            .WithDescription("""
                From `from` on handling the item is a red signal: tomorrow at the earliest, by the jurisdiction's clock, as what was accepted
                earlier today was lawful; tomorrow when left out. An earlier day is refused (409 `item-effective-date-too-early`) with the `earliest`,
                one more than two years ahead (409 `item-effective-date-too-late`) with the `latest`.
                """);

    private static Task<Results<Ok<ItemStep.Answer>, ProblemHttpResult>> Take(
        string code, Retiring retiring, Caller caller, ItemStep step, CancellationToken cancellation) =>
        step.TakeAsync(code, caller, Permission.PublishItems, ground => new ItemCommand.Retire(retiring.From ?? ground.Today.AddDays(1), retiring.Reason ?? "", ground.Today), cancellation);
}
