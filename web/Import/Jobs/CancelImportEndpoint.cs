using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy.Permissions;
using Web.Interface;

namespace Web.Import.Jobs;

/// <summary><c>POST /api/v1/imports/{id}/cancel</c>: cancels an import of the own jurisdiction that waits or runs.</summary>
internal static class CancelImportEndpoint
{
    public static void MapCancelImport(this IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/imports/{id:guid}/cancel", PostAsync)
        .Needs(Permission.ImportHistory, whole: true)
        .Produces(StatusCodes.Status204NoContent)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .WithName("CancelImport")
        .WithTags("Import")
        .WithSummary("Cancel an import that waits or runs.")
        .WithDescription("What was recorded until then stays; the same log uploaded again goes on with it and adds nothing twice.");

    private static async Task<Results<NoContent, NotFound, ProblemHttpResult>> PostAsync(Guid id, Caller caller, ImportDesk desk, CancellationToken cancellation) =>
        await desk.CancelAsync(caller, id, cancellation) switch
        {
            CancelOutcome.Cancelled => TypedResults.NoContent(),
            CancelOutcome.Unknown => TypedResults.NotFound(),
            _ => Problems.Of(StatusCodes.Status409Conflict, "over-before", "The import has ended, failed or been cancelled before.", "an import that is running"),
        };
}
