using Grains.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy.Permissions;

namespace Web.Quarantine.Endpoints;

/// <summary><c>GET /api/v1/quarantine</c>: what the data interface refused, a page at a time.</summary>
internal static class ListQuarantineEndpoint
{
    /// <summary>The answer.</summary>
    /// <param name="Entries">The last to come first.</param>
    /// <param name="Next">To be asked for as <c>after</c>; absent on the last page.</param>
    internal sealed record Answer(IReadOnlyList<QuarantinedOnTheWire> Entries, string? Next);

    public static void MapListQuarantine(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/quarantine", GetAsync)
        .Needs(Permission.ViewQuarantine)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .WithName("ListQuarantine")
        .WithTags(QuarantineModule.Tag)
        .WithSummary("List what the data interface refused: the last to come first, a page at a time")
        .WithDescription("A department's system sees its own department's; people what their roles let them look into.");

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> GetAsync(
        [AsParameters] QuarantineQuery query, Caller caller, Registries registries, QuarantineReader reader, CancellationToken cancellation)
    {
        var scope = await QuarantineScope.OfAsync(caller, registries, cancellation);
        if (!query.TryRead(scope, out var filter, out var problem))
            return problem;
        var page = await reader.ReadAsync(caller.Tenant, filter, scope.Ids, query.Most, cancellation);
        return TypedResults.Ok(new Answer([.. page.Lines.Select(line => QuarantinedOnTheWire.Of(line, scope))], page.Next?.ToString()));
    }
}
