using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Calendars;

/// <summary><c>DELETE /api/v1/calendars/{jurisdiction}/closures/{day}?reason=…</c>: lifts a closure of the jurisdiction's own.</summary>
internal static class OpenDayEndpoint
{
    public static void MapOpenDay(this IEndpointRouteBuilder routes) =>
        routes.MapDelete("/api/v1/calendars/{jurisdiction}/closures/{day}", Open)
            .Needs(Permission.EditCalendar)
            .WithTags(CalendarsModule.Tag)
            .WithSummary("Lift a closure of the jurisdiction's own")
            .WithDescription("The closure and its lifting stay on record. Takes effect five seconds later; then every open case is judged again.");

    private static async Task<Results<NoContent, ProblemHttpResult, ValidationProblem>> Open(
        string jurisdiction, DateOnly day, [FromQuery] string? reason, Caller caller, Jurisdictions jurisdictions, CalendarDesk desk,
        IStringLocalizer<Resources.Calendar> texts, CancellationToken cancellation)
    {
        if (!jurisdictions.Tree.TryFind(jurisdiction, out var node))
            return CalendarProblems.UnknownJurisdiction(jurisdiction, texts);
        if (!caller.Can(Permission.EditCalendar, node.Id))
            return CalendarProblems.NotAllowed(texts);
        return await desk.OpenAsync(node.Id, day, reason, caller.AuditName(jurisdictions.Tree), cancellation) is { } refusal
            ? CalendarProblems.Of(refusal, texts)
            : TypedResults.NoContent();
    }
}
