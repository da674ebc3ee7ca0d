using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Rules;

/// <summary><c>POST /api/v1/rulebooks/{jurisdiction}/versions/{version}/withdrawal</c>: takes back a proposal, or a layer that is still to come.</summary>
internal static class WithdrawRulebookEndpoint
{
    /// <summary>A withdrawal.</summary>
    /// <param name="Reason">Why, 1 to 500 characters; goes into the audit log.</param>
    internal sealed record Withdrawal(string? Reason);

    public static void MapWithdrawRulebook(this IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/rulebooks/{jurisdiction}/versions/{version:int}/withdrawal", WithdrawAsync)
        .Needs(Permission.EditRulebook)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .WithTags(RulebooksModule.Tag)
        .WithSummary("Withdraw a proposal, or a version that is still to come")
        .WithDescription(
            "A proposal is withdrawn by the bureau that made it. A published version that is still to come, by its bureau or by the parent bureau that approved it, until "
            + "five seconds before it takes effect; afterwards only another version changes it.");

    private static async Task<Results<NoContent, ProblemHttpResult, ValidationProblem>> WithdrawAsync(
        string jurisdiction, int version, Withdrawal withdrawal, Caller caller, Jurisdictions jurisdictions, RulebookDesk desk, CancellationToken cancellation)
    {
        if (!jurisdictions.Tree.TryFind(jurisdiction, out var node))
            return RulebookProblems.UnknownJurisdiction(jurisdiction);
        if (!caller.CanWithdrawRulebook(node))
            return RulebookProblems.NotAllowed();
        if (string.IsNullOrWhiteSpace(withdrawal.Reason) || withdrawal.Reason.Length > RulebookProblems.LongestReason)
            return TypedResults.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { ["reason"] = ["1 to 500 characters"] });
        return await desk.WithdrawAsync(node, version, withdrawal.Reason.Trim(), caller, cancellation) is { } refusal
            ? RulebookProblems.Of(refusal)
            : TypedResults.NoContent();
    }
}
