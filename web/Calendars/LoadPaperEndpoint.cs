using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Calendars;

/// <summary><c>POST /api/v1/calendars/{jurisdiction}/papers</c>: loads the State Council's holiday arrangement of a year.</summary>
internal static class LoadPaperEndpoint
{
    /// <summary>Largest file: 256 KiB; the shipped ones have 8.</summary>
    internal const int LargestFile = 256 * 1024;

    public static void MapLoadPaper(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/calendars/{jurisdiction}/papers", Load)
            .Needs(Permission.EditCalendar)
            .WithMetadata(new RequestSizeLimitAttribute(LargestFile))
            .WithTags(CalendarsModule.Tag)
            .WithSummary("Load the State Council's holiday arrangement of a year")
            .WithDescription("""
                The body is `{year, papers[], days:[{name, date, isOffDay}]}`. Only a jurisdiction that stands under no other may
                load one; it holds for all. A paper of a year that is there already replaces it. Takes effect five seconds later.
                """);

    private static async Task<Results<NoContent, ProblemHttpResult, ValidationProblem>> Load(
        string jurisdiction, HttpRequest request, Caller caller, Jurisdictions jurisdictions, CalendarDesk desk,
        IStringLocalizer<Resources.Calendar> texts, CancellationToken cancellation)
    {
        if (!jurisdictions.Tree.TryFind(jurisdiction, out var node))
            return CalendarProblems.UnknownJurisdiction(jurisdiction, texts);
        if (!caller.Can(Permission.EditCalendar, node.Id))
            return CalendarProblems.NotAllowed(texts);
        using var file = new MemoryStream();
        await request.Body.CopyToAsync(file, cancellation);
        return await desk.LoadAsync(node.Id, file.ToArray(), caller.AuditName(jurisdictions.Tree), cancellation) is { } fault
            ? CalendarProblems.Field("paper", fault.Code, texts[$"problem.{fault.Code}", fault.Detail ?? ""].Value)
            : TypedResults.NoContent();
    }
}
