using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Grains.Catalogue;
using Grains.Clocks;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Tenancy;
using Tenancy.Permissions;
using Web.Catalogue.Import;

namespace Web.Catalogue.Endpoints;

/// <summary><c>GET /api/v1/catalogue.csv</c> and <c>.json</c>: a catalogue as a file that the import understands.</summary>
/// <remarks>Without an approval: a catalogue is made to be published and holds neither cases nor persons. Outsiders get what is published.</remarks>
internal static class ExportItemsEndpoint
{
    private static readonly JsonSerializerOptions Readable = new(CatalogueJson.Options) { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static void MapExportItems(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/catalogue.csv", Csv)
            .Needs(Permission.ViewCatalogue)
            .WithTags(CatalogueModule.Tag)
            .WithSummary("A catalogue as CSV")
            .WithDescription("Without `jurisdiction` the own one. The columns are those of the import; an item with several fees tells the first.");
        routes.MapGet("/api/v1/catalogue.json", Json)
            .Needs(Permission.ViewCatalogue)
            .WithTags(CatalogueModule.Tag)
            .WithSummary("A catalogue as JSON")
            .WithDescription("Without `jurisdiction` the own one. Whole documents, as the import takes them.");
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Csv(
        [FromQuery] string? jurisdiction, Caller caller, Jurisdictions jurisdictions, CatalogueReader reader,
        IStringLocalizer<Resources.Catalogue> texts, CancellationToken cancellation)
    {
        if (!CatalogueScope.TryFind(jurisdiction, caller, jurisdictions, out var node))
            return CatalogueProblems.UnknownJurisdiction(jurisdiction ?? "", texts);
        var csv = new CsvText().Line(Header);
        foreach (var item in await reader.DocumentsAsync(node.Id, caller.SeesDrafts(node.Id), cancellation))
            csv.Line(Row(item));
        return TypedResults.File(csv.ToBytes(), "text/csv; charset=utf-8", $"catalogue-{node.Key}.csv");
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Json(
        [FromQuery] string? jurisdiction, Caller caller, Jurisdictions jurisdictions, CatalogueReader reader,
        IStringLocalizer<Resources.Catalogue> texts, CancellationToken cancellation)
    {
        if (!CatalogueScope.TryFind(jurisdiction, caller, jurisdictions, out var node))
            return CatalogueProblems.UnknownJurisdiction(jurisdiction ?? "", texts);
        var items = await reader.DocumentsAsync(node.Id, caller.SeesDrafts(node.Id), cancellation);
        return TypedResults.File(JsonSerializer.SerializeToUtf8Bytes(new { items }, Readable), "application/json", $"catalogue-{node.Key}.json");
    }

    private static string[] Header =>
    [
        ItemColumns.Code, ItemColumns.Name, ItemColumns.Heading, ItemColumns.Kind, ItemColumns.Department, ItemColumns.DepartmentName,
        ItemColumns.LegalBasis, ItemColumns.Conditions, ItemColumns.QuantityLimit, ItemColumns.Materials, ItemColumns.Forms,
        ItemColumns.LegalLimit, ItemColumns.LegalUnit, ItemColumns.PromisedLimit, ItemColumns.PromisedUnit, ItemColumns.Flow,
        ItemColumns.FeeName, ItemColumns.FeeBasis, ItemColumns.FeeStandard, ItemColumns.Office, ItemColumns.Post, ItemColumns.Telephone,
        ItemColumns.Result, ItemColumns.Complaints,
    ];

    private static IEnumerable<string?> Row(ItemContent item)
    {
        var (read, fee) = (item.Elements, item.Fees.FirstOrDefault());
        var legal = item.Limits is { Legal.Amount: > 0 } limits ? limits.Legal : (Limit?)null;
        return
        [
            item.Code, item.Name, item.Heading, item.Kind.Code(), item.Department, read.Authority,
            read.LegalBasis, read.Conditions, read.QuantityLimit, string.Join('；', read.Materials), string.Join('；', read.Forms),
            Amount(legal), Unit(legal), Amount(item.Limits?.Promised), Unit(item.Limits?.Promised),
            item.Flow is null ? "" : JsonSerializer.Serialize(item.Flow, CatalogueJson.Options),
            fee?.Name, fee?.Basis, fee?.Maximum.ToString("0.##", CultureInfo.InvariantCulture), read.Office, read.ResponsiblePost, read.Telephone,
            read.ResultDocument, read.ComplaintChannel,
        ];
    }

    private static string? Amount(Limit? limit) => limit?.Amount.ToString(CultureInfo.InvariantCulture);

    private static string? Unit(Limit? limit) => limit is { } given && Enum.IsDefined(given.Unit) ? Words.Of(given.Unit) : null;
}
