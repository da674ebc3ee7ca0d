using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Catalogue.Endpoints;

/// <summary><c>GET /api/v1/departments</c>: the departments of a jurisdiction.</summary>
internal static class ListDepartmentsEndpoint
{
    public static void MapListDepartments(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/departments", List)
            .Needs(Permission.ViewCatalogue)
            .WithTags(CatalogueModule.Tag)
            .WithSummary("The departments of a jurisdiction, by code")
            .WithDescription("Without `jurisdiction` the own one.");

    private static async Task<Results<Ok<IReadOnlyList<DepartmentEntry>>, ProblemHttpResult>> List(
        [FromQuery] string? jurisdiction, Caller caller, Jurisdictions jurisdictions, CatalogueReader reader,
        IStringLocalizer<Resources.Catalogue> texts, CancellationToken cancellation) =>
        CatalogueScope.TryFind(jurisdiction, caller, jurisdictions, out var node)
            ? TypedResults.Ok(await reader.DepartmentsAsync(node.Id, caller.SeesDrafts(node.Id), cancellation))
            : CatalogueProblems.UnknownJurisdiction(jurisdiction ?? "", texts);
}
