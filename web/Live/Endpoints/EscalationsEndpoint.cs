using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Live.Endpoints;

/// <summary><c>GET /api/v1/escalations</c>: red signals from a jurisdiction and below it.</summary>
internal static class EscalationsEndpoint
{
    private const int MostRows = 500;

    private const int UsualRows = 50;

    /// <summary>The answer.</summary>
    /// <param name="Jurisdiction">Key of the jurisdiction.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Escalations">Newest first.</param>
    internal sealed record Feed(string Jurisdiction, string Name, IReadOnlyList<Escalation> Escalations);

    public static void MapEscalations(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/escalations", GetAsync)
            .Needs(Permission.ViewTotals)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithName("GetEscalations")
            .WithTags(LiveModule.Tag)
            .WithSummary("Red signals from a jurisdiction and below it, without personal data, newest first")
            .WithDescription("Without `jurisdiction` the own one; who answers for a department sees that department's alone. `limit` is 50 unless told, 1 to 500; `before`, the `raisedAt` of the last one, gives the next page.");

    private static async Task<Results<Ok<Feed>, ProblemHttpResult>> GetAsync(
        string? jurisdiction, int? limit, DateTimeOffset? before, Caller caller, Jurisdictions jurisdictions, LiveFigures figures,
        CancellationToken cancellation)
    {
        if (!LiveScope.TryFind(jurisdiction, caller, jurisdictions.Tree, out var of))
            return LiveProblems.UnknownJurisdiction(jurisdiction);
        var escalations = await figures.EscalationsAsync(
            caller.Tenant, of, caller.DepartmentsInTotals(of.Id, jurisdictions.Tree), Math.Clamp(limit ?? UsualRows, 1, MostRows), before, cancellation);
        return TypedResults.Ok(new Feed(of.Key, of.Name, escalations));
    }
}
