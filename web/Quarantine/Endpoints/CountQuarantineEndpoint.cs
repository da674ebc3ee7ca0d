using Grains.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy.Permissions;
using Web.Interface;

namespace Web.Quarantine.Endpoints;

/// <summary><c>GET /api/v1/quarantine/counts</c>: how much was refused, and why.</summary>
internal static class CountQuarantineEndpoint
{
    /// <summary>How many refused events of a department are alike.</summary>
    /// <param name="Department">Code of the department.</param>
    /// <param name="Code">Code of the refusal.</param>
    /// <param name="Field">The field at fault, its first 64 characters.</param>
    /// <param name="Events">How many.</param>
    internal sealed record Count(string Department, string Code, string Field, long Events);

    public static void MapCountQuarantine(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/quarantine/counts", GetAsync)
        .Needs(Permission.ViewQuarantine)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .WithName("CountQuarantine")
        .WithTags(QuarantineModule.Tag)
        .WithSummary("Count what the data interface refused: by department, code and field, the most frequent first");

    private static async Task<Results<Ok<IReadOnlyList<Count>>, ProblemHttpResult>> GetAsync(
        string? state, Caller caller, Registries registries, QuarantineReader reader, CancellationToken cancellation)
    {
        if (!QuarantineQuery.TryState(state, out var which))
            return Problems.Of(StatusCodes.Status400BadRequest, "malformed-state", "There is no such state.", "open, resubmitted or dismissed");
        var scope = await QuarantineScope.OfAsync(caller, registries, cancellation);
        var counts = await reader.CountAsync(caller.Tenant, which, scope.Ids, cancellation);
        return TypedResults.Ok<IReadOnlyList<Count>>(
            [.. counts.OrderByDescending(count => count.Events).Select(count => new Count(scope.CodeOf(count.Department), count.Code, count.Field, count.Events))]);
    }
}
