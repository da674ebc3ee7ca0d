using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Tenancy.Permissions;

namespace Web.Import.Jobs;

/// <summary><c>POST /api/v1/imports</c>: uploads an event log of the own jurisdiction's history.</summary>
internal static class StartImportEndpoint
{
    /// <summary>Largest upload: 1 GiB.</summary>
    public const long LargestFile = 1L << 30;

    /// <summary>An import that was taken in.</summary>
    /// <param name="Id">Its id; <c>GET /api/v1/imports/{id}</c> tells how far it is.</param>
    internal sealed record Started(Guid Id);

    public static void MapStartImport(this IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/imports", StartAsync)
        .Needs(Permission.ImportHistory, whole: true)
        // Another origin's page is refused before (Web.Auth.OwnOrigin), as everywhere in the interface.
        .DisableAntiforgery()
        .WithMetadata(new RequestSizeLimitAttribute(LargestFile), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = LargestFile })
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .WithName("StartImport")
        .WithTags("Import")
        .WithSummary("Upload an event log of the own jurisdiction's history: CSV or XES, plain or gzip.")
        .WithDescription(
            "multipart/form-data: file; profile (name of a shipped one) or profileFile (docs/import.md); department and item instead of the profile's. "
            + $"The same log again adds nothing. At most {ImportJobs.MostOpen} imports of a jurisdiction wait or run at once: one more is refused (409).");

    private static async Task<Results<Accepted<Started>, ValidationProblem, ProblemHttpResult>> StartAsync(
        IFormFile file, IFormFile? profileFile, [FromForm] string? profile, [FromForm] string? department, [FromForm] string? item,
        Caller caller, ImportDesk desk, IStringLocalizer<Resources.Imports> texts, CancellationToken cancellation)
    {
        await using var log = file.OpenReadStream();
        await using var own = profileFile?.OpenReadStream();
        return await desk.AcceptAsync(caller, new ImportUpload(file.FileName, log, profile, own, department, item), cancellation) switch
        {
            { Job: { } id } => TypedResults.Accepted($"/api/v1/imports/{id}", new Started(id)),
            { Full: true } => ImportProblems.Full(texts),
            { Faults: var faults } => TypedResults.ValidationProblem(ImportProblems.Of(faults, texts), extensions: ImportProblems.Code),
        };
    }
}
