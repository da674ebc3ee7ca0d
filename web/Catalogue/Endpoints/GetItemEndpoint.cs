using Grains.Catalogue;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Catalogue.Endpoints;

/// <summary><c>GET /api/v1/items/{code}</c>: everything about one item.</summary>
internal static class GetItemEndpoint
{
    /// <summary>One item.</summary>
    /// <param name="Jurisdiction">Key of the jurisdiction.</param>
    /// <param name="Item">All versions, the last first, and the history.</param>
    /// <param name="InForce">Number of the version that applies today; null = none.</param>
    /// <param name="Missing">What keeps the version that is being written from being published; null = none is.</param>
    /// <param name="Basis">Basis of the version that is being written, for the steps that are taken on the strength of having seen it; null = none is.</param>
    internal sealed record Answer(
        string Jurisdiction, CatalogueFile Item, int? InForce, IReadOnlyList<CatalogueProblems.Missing>? Missing, string? Basis);

    public static void MapGetItem(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/items/{code}", Get)
            .Needs(Permission.ViewCatalogue)
            .WithTags(CatalogueModule.Tag)
            .WithSummary("One item with its elements, limits, flow, fees and versions")
            .WithDescription("Without `jurisdiction` the own one. Its own people see drafts and the history, everybody else what is published.");

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> Get(
        string code, [FromQuery] string? jurisdiction, Caller caller, Jurisdictions jurisdictions, CatalogueReader reader,
        IStringLocalizer<Resources.Catalogue> texts, CancellationToken cancellation)
    {
        if (!CatalogueScope.TryFind(jurisdiction, caller, jurisdictions, out var node))
            return CatalogueProblems.UnknownJurisdiction(jurisdiction ?? "", texts);
        if (await reader.FindAsync(node.Id, code, caller.SeesDrafts(node.Id), cancellation) is not { } item)
            return CatalogueProblems.UnknownItem(code, texts);
        var open = item.Versions.FirstOrDefault(v => v.Status < ItemStatus.Published);
        return TypedResults.Ok(new Answer(
            node.Key, item, item.InForce(reader.Today(node.Id))?.Number,
            open is null ? null : [.. Completeness.Check(open.Content).Where(f => f.Blocks).Select(f => CatalogueProblems.Missing.Of(f, texts))],
            open is null ? null : ItemBasis.Of(open.Content)));
    }
}
