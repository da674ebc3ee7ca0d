using Grains.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Calendars;

/// <summary><c>GET /api/v1/calendars/{jurisdiction}?year=2026</c>: the named days of a year and how far the calendar reaches.</summary>
internal static class YearEndpoint
{
    public static void MapYear(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/calendars/{jurisdiction}", Answer)
            .OpenToAll(CalendarsModule.Public)
            .WithTags(CalendarsModule.Tag)
            .WithSummary("The named days of a year, and how far the calendar reaches")
            .WithDescription("Without `year`, that of today.");

    private static Results<Ok<YearAnswer>, ProblemHttpResult, ValidationProblem> Answer(
        string jurisdiction, [FromQuery] string? year, Jurisdictions jurisdictions, CalendarBook book, TimeProvider time,
        IStringLocalizer<Resources.Calendar> texts)
    {
        if (!jurisdictions.Tree.TryFind(jurisdiction, out var node))
            return CalendarProblems.UnknownJurisdiction(jurisdiction, texts);
        var calendar = book.For(node.Id);
        var today = calendar.Zone.DayOf(time.GetUtcNow());
        return YearText.Read(year, today) is { } known
            ? TypedResults.Ok(YearAnswer.Of(node, calendar, known, today))
            : CalendarProblems.Field("year", "year-invalid", texts["problem.year-invalid"].Value);
    }
}
