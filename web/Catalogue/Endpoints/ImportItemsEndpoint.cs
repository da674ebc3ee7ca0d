using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Tenancy.Permissions;
using Web.Catalogue.Import;

namespace Web.Catalogue.Endpoints;

/// <summary><c>POST /api/v1/items</c>: takes in items from CSV or JSON.</summary>
internal static class ImportItemsEndpoint
{
    /// <summary>Largest file: 16 MiB, some 20,000 items with all their elements.</summary>
    internal const int LargestFile = 16 * 1024 * 1024;

    public static void MapImportItems(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/items", Take)
            .Needs(Permission.EditCatalogue)
            .WithMetadata(new RequestSizeLimitAttribute(LargestFile))
            .Accepts<Stream>("text/csv", "application/json")
            .WithTags(CatalogueModule.Tag)
            .WithSummary("Take in items from CSV or JSON")
            .WithDescription("""
                Each row becomes a draft, or changes the draft there is. Good rows are kept when others are refused; each refusal
                names row and field, and changes nothing of its item. With `effectiveFrom` and `paper` a published catalogue is taken
                over: complete rows are published from that day on, on the strength of the paper (needs the permission to publish); the
                first version of an item may begin in the past, a later one tomorrow at the earliest, either two years ahead at the latest. With
                `registerDepartments=true` unknown departments of rows that are kept are registered and named in the answer (needs the
                permission to manage them).
                """);

    private static async Task<Results<Ok<ItemImportAnswer>, ProblemHttpResult, ValidationProblem>> Take(
        [FromQuery] DateOnly? effectiveFrom, [FromQuery] string? paper, [FromQuery] bool? registerDepartments,
        HttpRequest request, Caller caller, CatalogueActs acts, IStringLocalizer<Resources.Catalogue> texts, CancellationToken cancellation)
    {
        if (effectiveFrom is not null && string.IsNullOrWhiteSpace(paper))
            return CatalogueProblems.Field("paper", "paper-missing", texts["problem.paper-missing"].Value);
        if ((effectiveFrom is not null && !caller.Can(Permission.PublishItems, caller.Tenant))
            || (registerDepartments is true && !caller.Can(Permission.ManageDepartments, caller.Tenant)))
            return CatalogueProblems.NotAllowed(texts);
        var type = request.ContentType ?? "";
        var rows = type.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) ? await ItemCsvRows.ReadAsync(request.Body, cancellation)
            : type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) ? await ItemJsonRows.ReadAsync(request.Body, cancellation)
            : null;
        if (rows is null)
            return CatalogueProblems.UnknownFormat(texts);
        if (rows.Unreadable is { } fault)
            return CatalogueProblems.Field(fault.Field, fault.Code, texts[$"import.{fault.Code}", fault.Value].Value);
        return TypedResults.Ok(await acts.ImportAsync(
            caller, "POST /api/v1/items", rows, new(effectiveFrom, paper, registerDepartments is true),
            department => caller.Can(Permission.EditCatalogue, caller.Tenant, department), cancellation));
    }
}
