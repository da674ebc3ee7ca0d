using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy.Permissions;

namespace Web.Quarantine.Endpoints;

/// <summary><c>POST /api/v1/quarantine/resubmit</c>: sends refused events again as they came.</summary>
internal static class ResubmitManyEndpoint
{
    /// <summary>Which.</summary>
    /// <param name="Ids">1 to 200 ids from the list.</param>
    internal sealed record Request(IReadOnlyList<string>? Ids);

    /// <summary>What came of each.</summary>
    /// <param name="Results">In the order of the request.</param>
    internal sealed record Answer(IReadOnlyList<ResubmitAnswer> Results);

    public static void MapResubmitMany(this IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/quarantine/resubmit", PostAsync)
        .Needs(Permission.ResolveQuarantine)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .WithName("ResubmitManyQuarantined")
        .WithTags(QuarantineModule.Tag)
        .WithSummary("Send refused events again as they came, for example after an item was published");

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> PostAsync(
        Request request, Caller caller, QuarantineDesk desk, CancellationToken cancellation)
    {
        if (QuarantineIds.Read(request.Ids) is not { } ids)
            return QuarantineProblems.TooMany();
        var outcomes = await desk.ResubmitAsync(caller, ids, cancellation);
        return TypedResults.Ok(new Answer([.. outcomes.Select(one => ResubmitAnswer.Of(one.Id, one.Outcome))]));
    }
}
