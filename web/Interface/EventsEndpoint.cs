using System.Buffers;
using Grains.Cases;
using Grains.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy.Permissions;

namespace Web.Interface;

/// <summary><c>POST /api/v1/events</c>: a department's system tells what happened.</summary>
internal static class EventsEndpoint
{
    /// <summary>Bytes of a body, decompressed.</summary>
    public const int MostBytes = 32 * 1024 * 1024;

    public static void MapEvents(this IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/events", PostAsync)
        .Needs(Permission.SubmitFacts)
        .Accepts<EventOnTheWire[]>("application/json", "application/x-ndjson")
        .Produces<EventsAnswer>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .WithName("PostEvents")
        .WithTags("Data interface")
        .WithSummary("Tell what happened: up to 5,000 events as a JSON array or one a line (NDJSON), gzip welcome.")
        .WithDescription("Answered only when durable. Good events are kept when others are refused; the same event sent twice is stored once and answered twice.");

    private static async Task<Results<Ok<EventsAnswer>, ProblemHttpResult>> PostAsync(
        HttpRequest request, Caller caller, EventIntake intake, CancellationToken cancellation)
    {
        if (caller.Department is not { } code || !caller.CanSubmitFacts(caller.Tenant, code))
            return Problems.Of(StatusCodes.Status403Forbidden, "no-department", "The token is bound to no department.", "a token of a department's system");
        if (await intake.DepartmentAsync(caller.Tenant, code, cancellation) is not { } department)
            return Problems.Of(StatusCodes.Status403Forbidden, "unknown-department", $"Department {code} is not registered.", "registration by the bureau");
        try
        {
            var body = await BodyAsync(request, cancellation);
            return TypedResults.Ok(EventsAnswer.Of(await intake.RecordAsync(caller.Tenant, department, body, CaseSource.Interface)));
        }
        catch (UnreadableBodyException unreadable)
        {
            var status = unreadable.Code == "too-large" ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest;
            return Problems.Of(status, unreadable.Code, unreadable.Message, unreadable.Expected);
        }
        catch (Exception broken) when (broken is InvalidDataException or BadHttpRequestException { StatusCode: < 500 })
        {
            var status = broken is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status400BadRequest;
            return Problems.Of(status, "unreadable", "The body cannot be read or decompressed.", "JSON or NDJSON, plain or gzip, at most 32 MiB");
        }
        catch (JournalUnavailableException)
        {
            return Problems.Of(
                StatusCodes.Status503ServiceUnavailable, "unavailable", "The events may or may not be recorded.", "send the same events again; they are stored once");
        }
    }

    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        var body = new ArrayBufferWriter<byte>((int)Math.Clamp(request.ContentLength ?? 16_384, 1_024, MostBytes));
        while (await request.Body.ReadAsync(body.GetMemory(16_384), cancellation) is > 0 and var read)
        {
            body.Advance(read);
            if (body.WrittenCount > MostBytes)
                throw new UnreadableBodyException("too-large", "The body is larger than 32 MiB.", "several smaller requests");
        }

        return body.WrittenMemory;
    }
}
