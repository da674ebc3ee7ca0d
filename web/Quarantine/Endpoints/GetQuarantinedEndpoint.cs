using Grains.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy.Permissions;

namespace Web.Quarantine.Endpoints;

/// <summary><c>GET /api/v1/quarantine/{id}</c>: one refused event with its bytes.</summary>
internal static class GetQuarantinedEndpoint
{
    public static void MapGetQuarantined(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/quarantine/{id}", GetAsync)
        .Needs(Permission.ViewQuarantine)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .WithName("GetQuarantined")
        .WithTags(QuarantineModule.Tag)
        .WithSummary("One refused event with its bytes and what became of it")
        .WithDescription("`raw` is left out for who may neither see people's names nor decide about the entry.");

    private static async Task<Results<Ok<QuarantinedOnTheWire>, ProblemHttpResult>> GetAsync(
        string id, Caller caller, Registries registries, QuarantineReader reader, CancellationToken cancellation)
    {
        var scope = await QuarantineScope.OfAsync(caller, registries, cancellation);
        return QuarantineId.Parse(id) is { } known && scope.Holds(known) && await reader.FindAsync(caller.Tenant, known, cancellation) is { } entry
            ? TypedResults.Ok(QuarantinedOnTheWire.Of(entry, scope))
            : QuarantineProblems.Unknown(id);
    }
}
