using Grains.Catalogue;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Catalogue.Endpoints;

/// <summary><c>GET /api/v1/items</c>: the items of a jurisdiction.</summary>
internal static class ListItemsEndpoint
{
    /// <summary>One page of items.</summary>
    /// <param name="Jurisdiction">Key of the jurisdiction.</param>
    /// <param name="Items">By code.</param>
    /// <param name="After">Pass it as <c>after</c> for the next page; null on the last.</param>
    internal sealed record Page(string Jurisdiction, IReadOnlyList<ItemAnswer> Items, string? After);

    public static void MapListItems(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/items", List)
            .Needs(Permission.ViewCatalogue)
            .WithTags(CatalogueModule.Tag)
            .WithSummary("The items of a jurisdiction, by code")
            .WithDescription("""
                Without `jurisdiction` the own one. Its own people see drafts, everybody else what is published. `q` are words in
                name or code, `kind` a name such as `permit`, `state` one of `in-force`, `being-written`, `retired`; `limit` 1 to 200.
                """);

    private static async Task<Results<Ok<Page>, ProblemHttpResult, ValidationProblem>> List(
        [FromQuery] string? jurisdiction, [FromQuery] string? department, [FromQuery] string? q, [FromQuery] string? kind, [FromQuery] string? state,
        [FromQuery] string? after, [FromQuery] int? limit, Caller caller, Jurisdictions jurisdictions, CatalogueReader reader,
        IStringLocalizer<Resources.Catalogue> texts, CancellationToken cancellation)
    {
        if (!CatalogueScope.TryFind(jurisdiction, caller, jurisdictions, out var node))
            return CatalogueProblems.UnknownJurisdiction(jurisdiction ?? "", texts);
        if (!Words.TryRead<ItemKind>(kind, out var ofKind))
            return CatalogueProblems.Field("kind", "unknown-kind", texts["import.unknown-kind", kind!].Value);
        if (!Words.TryRead<CatalogueState>(state, out var inState))
            return CatalogueProblems.Field("state", "unknown-state", texts["problem.unknown-state", state!].Value);
        var filter = new CatalogueFilter { Department = department, Words = q, Kind = ofKind, State = inState, After = after, Limit = Math.Clamp(limit ?? 50, 1, 200) };
        var lines = await reader.ListAsync(node.Id, filter, caller.SeesDrafts(node.Id), cancellation);
        return TypedResults.Ok(new Page(
            node.Key, [.. lines.Take(filter.Limit).Select(ItemAnswer.Of)], lines.Count > filter.Limit ? lines[filter.Limit - 1].Code : null));
    }
}
