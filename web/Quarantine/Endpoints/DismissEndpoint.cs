using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy.Permissions;
using Web.Interface;

namespace Web.Quarantine.Endpoints;

/// <summary><c>POST /api/v1/quarantine/dismiss</c>: decides that refused events are not to be recorded.</summary>
internal static class DismissEndpoint
{
    /// <summary>Which, and why.</summary>
    /// <param name="Ids">1 to 200 ids from the list.</param>
    /// <param name="Reason">Why, 1 to 500 characters.</param>
    internal sealed record Request(IReadOnlyList<string>? Ids, string? Reason);

    /// <summary>What came of it.</summary>
    /// <param name="Dismissed">Dismissed now.</param>
    /// <param name="Left">Not dismissed: decided about before, on their way to the journal, unknown, or not for the caller to decide.</param>
    internal sealed record Answer(IReadOnlyList<string> Dismissed, IReadOnlyList<string> Left);

    public static void MapDismiss(this IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/quarantine/dismiss", PostAsync)
        .Needs(Permission.ResolveQuarantine)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .WithName("DismissQuarantined")
        .WithTags(QuarantineModule.Tag)
        .WithSummary("Decide, with a reason, that refused events are not to be recorded")
        .WithDescription("They stay where they are, with the reason, and are no longer listed as open. The same content sent again later stays dismissed.");

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> PostAsync(
        Request request, Caller caller, QuarantineDesk desk, CancellationToken cancellation)
    {
        if (QuarantineIds.Read(request.Ids) is not { } ids)
            return QuarantineProblems.TooMany();
        if (DismissReason.Read(request.Reason) is not { } reason)
            return Problems.Of(StatusCodes.Status400BadRequest, "malformed-reason", "A reason is missing or too long.", $"1 to {QuarantineDesk.ReasonLength} characters");
        var outcome = await desk.DismissAsync(caller, ids, reason, cancellation);
        return TypedResults.Ok(new Answer([.. outcome.Dismissed.Select(id => id.ToString())], [.. outcome.Left.Select(id => id.ToString())]));
    }
}
