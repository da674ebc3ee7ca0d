using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy.Permissions;
using Web.Interface;

namespace Web.Import.Jobs;

/// <summary><c>GET /api/v1/imports</c>, <c>…/{id}</c>, <c>…/{id}/errors</c>: the own jurisdiction's imports, how far they are, what was wrong.</summary>
internal static class SeeImportsEndpoint
{
    public static void MapSeeImports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/imports", (Caller caller, ImportJobs jobs, CancellationToken cancellation) => jobs.ListAsync(caller.Tenant, cancellation))
            .Needs(Permission.ImportHistory, whole: true).WithName("GetImports").WithTags("Import")
            .WithSummary("The last 50 imports, newest first.");
        routes.MapGet("/api/v1/imports/{id:guid}", SeeAsync)
            .Needs(Permission.ImportHistory, whole: true).WithName("GetImport").WithTags("Import")
            .WithSummary("How far an import is, and what came of it.");
        routes.MapGet("/api/v1/imports/{id:guid}/errors", ErrorsAsync)
            .Needs(Permission.ImportHistory, whole: true).WithName("GetImportErrors").WithTags("Import")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status410Gone)
            .WithSummary("The rows that were refused, as JSON lines; gone (410) 90 days after the import was over.");
    }

    private static async Task<Results<Ok<ImportJob>, NotFound>> SeeAsync(Guid id, Caller caller, ImportJobs jobs, CancellationToken cancellation) =>
        await jobs.FindAsync(caller.Tenant, id, cancellation) is { } job ? TypedResults.Ok(job) : TypedResults.NotFound();

    private static async Task<Results<PushStreamHttpResult, NotFound, ProblemHttpResult>> ErrorsAsync(
        Guid id, Caller caller, ImportJobs jobs, CancellationToken cancellation) => await jobs.FindAsync(caller.Tenant, id, cancellation) switch
        {
            null => TypedResults.NotFound(),
            { Report: ImportReport.Forgotten } => Problems.Of(
                StatusCodes.Status410Gone, "report-forgotten", "The rows that were refused were removed 90 days after the import was over.", "the log, imported again"),
            _ => TypedResults.Stream(
                stream => jobs.WriteFaultsAsync(caller.Tenant, id, stream, cancellation), "application/x-ndjson", $"import-errors-{id:N}.jsonl"),
        };
}
