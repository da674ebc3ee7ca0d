using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy;
using Tenancy.Permissions;
using Web.Interface;

namespace Web.Connection;

/// <summary><c>GET /api/v1/connection</c>: does everybody really send?</summary>
internal static class ConnectionEndpoint
{
    /// <summary>The sum over a jurisdiction's departments and all below it.</summary>
    /// <param name="Jurisdiction">Its key.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Level">province, city, county, township or zone.</param>
    /// <param name="Departments">How many departments there are.</param>
    /// <param name="Live">Those whose events are recorded.</param>
    /// <param name="Silent">Those of which nothing came for longer than the rulebook allows.</param>
    /// <param name="Testing">Those of which nothing could be recorded yet.</param>
    /// <param name="Unconnected">Those with a system from which nothing ever came.</param>
    /// <param name="Forms">Those without a system and without a case.</param>
    /// <param name="LastRecordedAt">When the last event was recorded, UTC.</param>
    /// <param name="Today">What came since the day began.</param>
    /// <param name="Week">What came today and the six days before.</param>
    /// <param name="Total">What came since the platform knows them.</param>
    /// <param name="OpenQuarantine">Refused events that nobody has decided about, of a department below counted up to 10,000.</param>
    /// <param name="BehindSeconds">How far the newest fact lay back when last told anything, in seconds, of the department where that is longest.</param>
    internal sealed record Totals(
        string Jurisdiction, string Name, string Level, int Departments, int Live, int Silent, int Testing, int Unconnected, int Forms,
        DateTimeOffset? LastRecordedAt, FeedCounts Today, FeedCounts Week, FeedCounts Total, long? OpenQuarantine, double? BehindSeconds)
    {
        public static Totals Of(ConnectionTotals t) => new(
            t.Jurisdiction, t.Name, t.Level, t.Departments, t.In(ConnectionState.Live), t.In(ConnectionState.Silent), t.In(ConnectionState.Testing),
            t.In(ConnectionState.Unconnected), t.In(ConnectionState.Forms), t.LastRecordedAt, t.Today, t.Week, t.Total,
            t.OpenQuarantine, t.Behind?.TotalSeconds);
    }

    /// <summary>How late a department tells, in seconds, in its latest cases over the last seven days.</summary>
    /// <param name="P50">Half of the events were recorded within this time.</param>
    /// <param name="P95">95 % of them were.</param>
    /// <param name="Max">All of them were.</param>
    /// <param name="Events">How many events were looked at.</param>
    internal sealed record LagInSeconds(double P50, double P95, double Max, int Events);

    /// <summary>Signals on how a department tells of its cases.</summary>
    /// <param name="Rule">Code of the rule.</param>
    /// <param name="Signals">How many stand.</param>
    internal sealed record Truthfulness(string Rule, long Signals);

    /// <summary>One department; what stays at home is null for one of a jurisdiction below.</summary>
    /// <param name="Number">Its number within the jurisdiction.</param>
    /// <param name="Code">Its code.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="State">live, silent, testing, unconnected or forms.</param>
    /// <param name="Items">Items that may be handled today; below, all items of the catalogue.</param>
    /// <param name="ItemsWithData">Items of which there is at least one case.</param>
    /// <param name="LastRecordedAt">When its last event was recorded, UTC.</param>
    /// <param name="LastOccurredAt">When the latest of its events happened, UTC.</param>
    /// <param name="SilentFrom">When its silence becomes, or became, longer than the rulebook allows, UTC.</param>
    /// <param name="PerDay">Events recorded on a day, of the last seven.</param>
    /// <param name="Today">What came since the day began.</param>
    /// <param name="Week">What came today and the six days before.</param>
    /// <param name="Total">What came since the platform knows it.</param>
    /// <param name="Lag">How late it tells.</param>
    /// <param name="OpenQuarantine">Refused events that nobody has decided about, of a department below counted up to 10,000.</param>
    /// <param name="BehindSeconds">How far its newest fact lay back when it last told anything, in seconds.</param>
    /// <param name="Unkept">Refused events that were not kept because its quarantine was full, and that nobody has settled.</param>
    /// <param name="Truthfulness">Signals that stand on how it tells of its cases.</param>
    internal sealed record Department(
        int Number, string? Code, string Name, string State, int Items, int? ItemsWithData, DateTimeOffset? LastRecordedAt,
        DateTimeOffset? LastOccurredAt, DateTimeOffset? SilentFrom, double? PerDay, FeedCounts? Today, FeedCounts? Week, FeedCounts Total,
        LagInSeconds? Lag, long? OpenQuarantine, double? BehindSeconds, long? Unkept, IReadOnlyList<Truthfulness> Truthfulness);

    /// <summary>The answer.</summary>
    /// <param name="AsOf">When it was read, UTC.</param>
    /// <param name="Totals">The sum over the jurisdiction and all below it.</param>
    /// <param name="Departments">Its own departments, the most troubling first.</param>
    /// <param name="Children">The sum for each child, the most troubling first.</param>
    internal sealed record Answer(DateTimeOffset AsOf, Totals Totals, IReadOnlyList<Department> Departments, IReadOnlyList<Totals> Children);

    public static void MapConnection(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/connection", GetAsync)
        .Needs(Permission.ViewConnection)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .WithName("GetConnection")
        .WithTags(ConnectionModule.Tag)
        .WithSummary("How far a jurisdiction's departments are connected: last data, counts, lag, refused, truthfulness")
        .WithDescription("Without `jurisdiction` the own one. Of those below it only what is carried upward is known: names, items, counts, last data, how far behind.");

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> GetAsync(
        string? jurisdiction, Caller caller, Jurisdictions jurisdictions, ConnectionReader reader, CancellationToken cancellation)
    {
        if (!ConnectionScope.TryFind(jurisdiction, caller, jurisdictions.Tree, out var of))
            return Problems.Of(StatusCodes.Status404NotFound, "unknown-jurisdiction", $"There is no jurisdiction {jurisdiction}, or it is not for you to see.", "the key of your own jurisdiction or of one below it");
        var picture = await reader.ReadAsync(caller, of, cancellation);
        return TypedResults.Ok(new Answer(
            picture.AsOf, Totals.Of(picture.Totals), [.. picture.Departments.Select(Of)], [.. picture.Children.Select(Totals.Of)]));
    }

    private static Department Of(DepartmentConnection one) => new(
        one.Department, one.Code, one.Name, one.State.ToString().ToLowerInvariant(), one.Items, one.ItemsWithData, one.LastRecordedAt,
        one.LastOccurredAt, one.SilentFrom, one.PerDay is { } perDay ? Math.Round(perDay, 1) : null, one.Today, one.Week, one.Total,
        one.Lag is { } lag ? new(lag.Median.TotalSeconds, lag.Ninety5.TotalSeconds, lag.Longest.TotalSeconds, lag.Events) : null,
        one.OpenQuarantine, one.Behind?.TotalSeconds, one.Unkept, [.. one.Indicators.Select(indicator => new Truthfulness(indicator.Rule, indicator.Signals))]);
}
