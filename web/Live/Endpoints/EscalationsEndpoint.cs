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
    /// <param name="Next">What <c>before</c> takes for the next page; null when this is the last.</param>
    internal sealed record Feed(string Jurisdiction, string Name, IReadOnlyList<Escalation> Escalations, string? Next);

    public static void MapEscalations(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/escalations", GetAsync)
            .Needs(Permission.ViewTotals)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithName("GetEscalations")
            .WithTags(LiveModule.Tag)
            .WithSummary("Red signals from a jurisdiction and below it, without personal data, newest first")
            .WithDescription("Without `jurisdiction` the own one; who answers for a department sees that department's alone. `limit` is 50 unless told, 1 to 500; `before` takes the answer's `next` for the next page, or an instant.");

    private static async Task<Results<Ok<Feed>, ProblemHttpResult>> GetAsync(
        string? jurisdiction, int? limit, string? before, Caller caller, Jurisdictions jurisdictions, LiveFigures figures,
        CancellationToken cancellation)
    {
        if (!LiveScope.TryFind(jurisdiction, caller, jurisdictions.Tree, out var of))
            return LiveProblems.UnknownJurisdiction(jurisdiction);
        var behind = EscalationCursor.Newest;
        if (before is not null && !EscalationCursor.TryParse(before, jurisdictions.Tree, out behind))
            return LiveProblems.UnknownCursor(before);
        var rows = Math.Clamp(limit ?? UsualRows, 1, MostRows);
        var escalations = await figures.EscalationsAsync(
            caller.Tenant, of, caller.DepartmentsInTotals(of.Id, jurisdictions.Tree), rows, behind, cancellation);
        return TypedResults.Ok(new Feed(of.Key, of.Name, escalations, escalations.Count < rows ? null : EscalationCursor.Behind(escalations[^1])));
    }
}
