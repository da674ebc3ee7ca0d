using System.Net.Mime;
using Grains.Cases;
using Grains.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy.Machines;
using Tenancy.Permissions;
using Web.Hosting;

namespace Web.Interface;

/// <summary><c>POST /api/v1/events</c>: a department's system tells what happened.</summary>
internal static class EventsEndpoint
{
    /// <summary>Bytes of a body, decompressed.</summary>
    public const int MostBytes = 32 * 1024 * 1024;

    public static void MapEvents(this IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/events", PostAsync)
        .Needs(Permission.SubmitFacts)
        .TakesAnyText()
        .Accepts<EventOnTheWire[]>(MediaTypeNames.Application.Json, EventsBody.Lines)
        .Produces<EventsAnswer>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .WithName("PostEvents")
        .WithTags("Data interface")
        .WithSummary("Tell what happened: up to 5,000 events as a JSON array or one a line (NDJSON), gzip welcome.")
        .WithDescription("Answered only when durable. A body of application/json that is no JSON is refused whole (400) and not kept; of application/x-ndjson each line " +
            "stands for itself. Good events are kept when others are refused; the same event sent twice is stored once and answered twice. " +
            "429 with Retry-After when the node reads as many bytes at once, or as many of one department, as it has memory for.");

    private static async Task<Results<Ok<EventsAnswer>, ProblemHttpResult>> PostAsync(
        HttpRequest request, Caller caller, EventIntake intake, BodyBudget budget, CancellationToken cancellation)
    {
        if (caller.Department is not { } code || !caller.CanSubmitFacts(caller.Tenant, code))
            return Problems.Of(StatusCodes.Status403Forbidden, "no-department", "The token is bound to no department.", "a token of a department's system");
        if (await intake.DepartmentAsync(caller.Tenant, code, cancellation) is not { } department)
            return Problems.Of(StatusCodes.Status403Forbidden, "unknown-department", $"Department {code} is not registered.", "registration by the bureau");
        using var share = budget.Begin(caller.Tenant, code);
        try
        {
            var body = await EventsBody.ReadAsync(request, share, cancellation);
            return TypedResults.Ok(EventsAnswer.Of(await intake.RecordAsync(caller.Tenant, department, body, SourceOf(caller), EventsBody.IsLines(request))));
        }
        catch (UnreadableBodyException unreadable)
        {
            if (unreadable.Status == StatusCodes.Status429TooManyRequests)
                request.HttpContext.Response.Headers.RetryAfter = BodyBudget.RetryAfter;
            return Problems.Of(unreadable.Status, unreadable.Code, unreadable.Message, unreadable.Expected);
        }
        catch (JournalUnavailableException)
        {
            return Problems.Of(
                StatusCodes.Status503ServiceUnavailable, "unavailable", "The events may or may not be recorded.", "send the same events again; they are stored once");
        }
    }

    /// <summary>By which way what a client tells comes in: the one for which it was registered.</summary>
    private static CaseSource SourceOf(Caller caller) => caller.Source switch
    {
        MachineSources.Hall => CaseSource.Hall,
        MachineSources.BulkFile => CaseSource.BulkFile,
        MachineSources.Online => CaseSource.Online,
        _ => CaseSource.Interface,
    };
}
