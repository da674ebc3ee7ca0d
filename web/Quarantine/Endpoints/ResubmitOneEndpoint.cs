using Grains.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy.Permissions;
using Web.Hosting;
using Web.Interface;

namespace Web.Quarantine.Endpoints;

/// <summary><c>POST /api/v1/quarantine/{id}/resubmit</c>: sends a refused event again, corrected or as it was.</summary>
internal static class ResubmitOneEndpoint
{
    public static void MapResubmitOne(this IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/quarantine/{id}/resubmit", PostAsync)
        .Needs(Permission.ResolveQuarantine)
        .TakesAnyText()
        .Accepts<EventOnTheWire>(isOptional: true, "application/json")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .WithName("ResubmitQuarantined")
        .WithTags(QuarantineModule.Tag)
        .WithSummary("Send a refused event again: with the corrected event as the body, or without a body as it came")
        .WithDescription("Read, judged and recorded like any event of POST /api/v1/events. One entry becomes one event at most, however often it is sent.");

    private static async Task<Results<Ok<ResubmitAnswer>, ProblemHttpResult>> PostAsync(
        string id, HttpRequest request, Caller caller, QuarantineDesk desk, CancellationToken cancellation)
    {
        if (QuarantineId.Parse(id) is not { } known)
            return QuarantineProblems.Unknown(id);
        var body = await BodyAsync(request, cancellation);
        var outcome = await desk.ResubmitAsync(caller, known, body.Length == 0 ? null : body, cancellation);
        return QuarantineProblems.Of(id, outcome) is { } problem ? problem : TypedResults.Ok(ResubmitAnswer.Of(known, outcome));
    }

    /// <summary>The body, of which no more is read than tells that it is too long.</summary>
    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        var bytes = new byte[RefusedEvent.MaximumRaw + 1];
        return bytes.AsMemory(0, await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation));
    }
}
