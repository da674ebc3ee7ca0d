using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Live.Endpoints;

/// <summary><c>GET /api/v1/totals/departments</c>: the figures of a jurisdiction's departments.</summary>
internal static class DepartmentsEndpoint
{
    /// <summary>The answer.</summary>
    /// <param name="Jurisdiction">Key of the jurisdiction.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Departments">By number.</param>
    internal sealed record Answer(string Jurisdiction, string Name, IReadOnlyList<DepartmentFigures> Departments);

    public static void MapDepartmentFigures(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/totals/departments", GetAsync)
            .Needs(Permission.ViewTotals)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithName("GetDepartmentFigures")
            .WithTags(LiveModule.Tag)
            .WithSummary("The figures of a jurisdiction's own departments, and how far each is connected")
            .WithDescription("Without `jurisdiction` the own one. Departments of jurisdictions below it are asked for there. Who answers for a department sees that department alone.");

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> GetAsync(
        string? jurisdiction, Caller caller, Jurisdictions jurisdictions, LiveFigures figures, CancellationToken cancellation) =>
        LiveScope.TryFind(jurisdiction, caller, jurisdictions.Tree, out var of)
            ? TypedResults.Ok(new Answer(of.Key, of.Name, await figures.DepartmentsAsync(caller.Tenant, of, caller.DepartmentsInTotals(of.Id, jurisdictions.Tree), cancellation)))
            : LiveProblems.UnknownJurisdiction(jurisdiction);
}
