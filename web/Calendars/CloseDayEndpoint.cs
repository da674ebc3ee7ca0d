using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Calendars;

/// <summary><c>POST /api/v1/calendars/{jurisdiction}/closures</c>: closes a day for the jurisdiction and all below it.</summary>
internal static class CloseDayEndpoint
{
    /// <summary>A day to close.</summary>
    /// <param name="Day">The local day: worked so far, at most 30 days back and 400 ahead.</param>
    /// <param name="Reason">Why, 1 to 200 characters.</param>
    internal sealed record Closing(DateOnly Day, string? Reason);

    public static void MapCloseDay(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/calendars/{jurisdiction}/closures", Close)
            .Needs(Permission.EditCalendar)
            .WithTags(CalendarsModule.Tag)
            .WithSummary("Close a day for the jurisdiction and all below it")
            .WithDescription("Takes effect five seconds later; then every open case is judged again.");

    private static async Task<Results<Created<NamedDay>, ProblemHttpResult, ValidationProblem>> Close(
        string jurisdiction, Closing closing, Caller caller, Jurisdictions jurisdictions, CalendarDesk desk,
        IStringLocalizer<Resources.Calendar> texts, CancellationToken cancellation)
    {
        if (!jurisdictions.Tree.TryFind(jurisdiction, out var node))
            return CalendarProblems.UnknownJurisdiction(jurisdiction, texts);
        if (!caller.Can(Permission.EditCalendar, node.Id))
            return CalendarProblems.NotAllowed(texts);
        if (await desk.CloseAsync(node.Id, closing.Day, closing.Reason, caller.AuditName(jurisdictions.Tree), cancellation) is { } refusal)
            return CalendarProblems.Of(refusal, texts);
        return TypedResults.Created(
            $"/api/v1/calendars/{node.Key}?year={closing.Day.Year}",
            new NamedDay(closing.Day, DayKindNames.Of(Grains.Calendars.DayKind.LocalClosure), closing.Reason!.Trim()));
    }
}
