using Grains.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Calendars;

/// <summary><c>GET /api/v1/calendars/{jurisdiction}/due?from=2024-09-27&amp;workdays=5</c>: when a limit ends, and why.</summary>
internal static class DueEndpoint
{
    public static void MapDue(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/calendars/{jurisdiction}/due", Answer)
            .OpenToAll(CalendarsModule.Public)
            .WithTags(CalendarsModule.Tag)
            .WithSummary("When a limit ends, and why")
            .WithDescription("""
                One of workdays, days, hours, months. The day of `from` does not count. A limit in days or months ends at 24:00
                of its last day; `lateFrom` is the first instant that is late. Calendar days and months whose last day is not
                worked move on to the next working day (Civil Code art. 203). `pause=from..until`, repeated, with an empty
                `until` while the clock stands and an optional ground behind a comma: the day of the suspension is excluded,
                the day of the resumption counts. Moments are days (2024-09-27), local times (2024-09-27T09:30) or instants.
                """);

    private static Results<Ok<DueAnswer>, ProblemHttpResult, ValidationProblem> Answer(
        string jurisdiction, [FromQuery] string? from, [FromQuery] string? workdays, [FromQuery] string? days, [FromQuery] string? hours,
        [FromQuery] string? months, [FromQuery] string[]? pause, Jurisdictions jurisdictions, CalendarBook book,
        IStringLocalizer<Resources.Calendar> texts)
    {
        if (!jurisdictions.Tree.TryFind(jurisdiction, out var node))
            return CalendarProblems.UnknownJurisdiction(jurisdiction, texts);
        var calendar = book.For(node.Id);
        var (question, fault) = new DueQuery(from, workdays, days, hours, months, pause ?? []).Read(calendar.Zone);
        return question is null
            ? CalendarProblems.Of(fault!, texts)
            : TypedResults.Ok(DueAnswer.Of(question.Answer(calendar)));
    }
}
