using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Live.Endpoints;

/// <summary><c>GET /api/v1/totals</c>: the figures of a jurisdiction.</summary>
internal static class TotalsEndpoint
{
    private const int DeepestChildren = 4;

    public static void MapTotals(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/totals", GetAsync)
            .Needs(Permission.ViewTotals)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithName("GetTotals")
            .WithTags(LiveModule.Tag)
            .WithSummary("The figures of a jurisdiction: of its whole subtree, or with own=true of its own cases alone")
            .WithDescription("""
                Without `jurisdiction` the own one. `depth` is how many levels of children come along, 1 unless told, 0 to 4; each child's
                figures are those of its own subtree. To whom departments alone are open no children come along. `asOf` is when the figures were read, `judgedUntil` the instant at which `overdue` is exact.
                """);

    private static async Task<Results<Ok<Totals>, ProblemHttpResult>> GetAsync(
        string? jurisdiction, bool? own, int? depth, Caller caller, Jurisdictions jurisdictions, LiveFigures figures, CancellationToken cancellation)
    {
        if (!LiveScope.TryFind(jurisdiction, caller, jurisdictions.Tree, out var of))
            return LiveProblems.UnknownJurisdiction(jurisdiction);
        if (own == true)
            return TypedResults.Ok(await figures.OwnAsync(caller.Tenant, of, cancellation));
        var levels = LiveScope.LevelsFor(caller.DepartmentsInTotals(of.Id, jurisdictions.Tree), Math.Clamp(depth ?? 1, 0, DeepestChildren));
        return TypedResults.Ok(await figures.TotalsAsync(caller.Tenant, of, levels, cancellation));
    }
}
