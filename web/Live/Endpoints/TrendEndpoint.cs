using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Live.Endpoints;

/// <summary><c>GET /api/v1/totals/trend</c>: what happened in a jurisdiction, day by day.</summary>
internal static class TrendEndpoint
{
    private const int MostDays = 366;

    private const int UsualDays = 30;

    /// <summary>The answer.</summary>
    /// <param name="Jurisdiction">Key of the jurisdiction.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Days">Oldest first, today last; every day is there.</param>
    internal sealed record Trend(string Jurisdiction, string Name, IReadOnlyList<DayOfTrend> Days);

    public static void MapTrend(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/totals/trend", GetAsync)
            .Needs(Permission.ViewTotals)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithName("GetTrend")
            .WithTags(LiveModule.Tag)
            .WithSummary("What happened in a jurisdiction and below it, day by day")
            .WithDescription("Without `jurisdiction` the own one. `days` is how many, today included: 30 unless told, 1 to 366.");

    private static async Task<Results<Ok<Trend>, ProblemHttpResult>> GetAsync(
        string? jurisdiction, int? days, Caller caller, Jurisdictions jurisdictions, LiveFigures figures, CancellationToken cancellation)
    {
        if (!LiveScope.TryFind(jurisdiction, caller, jurisdictions.Tree, out var of))
            return LiveProblems.UnknownJurisdiction(jurisdiction);
        var trend = await figures.TrendAsync(caller.Tenant, of, Math.Clamp(days ?? UsualDays, 1, MostDays), cancellation);
        return TypedResults.Ok(new Trend(of.Key, of.Name, trend));
    }
}
