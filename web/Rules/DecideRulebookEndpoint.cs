using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Rules;

/// <summary><c>POST /api/v1/rulebooks/{jurisdiction}/versions/{version}/decision</c>: the parent bureau approves or refuses a proposed layer.</summary>
internal static class DecideRulebookEndpoint
{
    /// <summary>A decision about a proposal.</summary>
    /// <param name="Approved">Whether it may hold.</param>
    /// <param name="Reason">Why; goes to the jurisdiction and into the audit log.</param>
    internal sealed record Decision(bool Approved, string? Reason);

    public static void MapDecideRulebook(this IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/rulebooks/{jurisdiction}/versions/{version:int}/decision", DecideAsync)
        .Needs(Permission.EditRulebook)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .WithTags(RulebooksModule.Tag)
        .WithSummary("Approve or refuse what a jurisdiction directly below has proposed")
        .WithDescription("A refusal needs a reason. What is approved holds from the instant proposed, five seconds from now at the earliest; layers of the same jurisdiction that were to come at or after that instant give way.");

    private static async Task<Results<NoContent, ProblemHttpResult, ValidationProblem>> DecideAsync(
        string jurisdiction, int version, Decision decision, Caller caller, Jurisdictions jurisdictions, RulebookDesk desk, CancellationToken cancellation)
    {
        if (!jurisdictions.Tree.TryFind(jurisdiction, out var node))
            return RulebookProblems.UnknownJurisdiction(jurisdiction);
        if (!caller.CanDecideRulebook(node))
            return RulebookProblems.NotAllowed();
        if (decision.Reason is { Length: > RulebookProblems.LongestReason } || (!decision.Approved && string.IsNullOrWhiteSpace(decision.Reason)))
            return TypedResults.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { ["reason"] = ["1 to 500 characters; an approval needs none"] });
        return await desk.DecideAsync(node, version, decision.Approved, decision.Reason?.Trim() ?? "", caller, cancellation) is { } refusal
            ? RulebookProblems.Of(refusal)
            : TypedResults.NoContent();
    }
}
