using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Rules;

/// <summary><c>GET /api/v1/rulebooks/{jurisdiction}/versions</c>: every version that a jurisdiction was, is and will be judged by, and what it has proposed.</summary>
internal static class RulebookVersionsEndpoint
{
    public static void MapRulebookVersions(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/rulebooks/{jurisdiction}/versions", AnswerAsync)
        .Needs(Permission.ViewRulebook)
        .WithTags(RulebooksModule.Tag)
        .WithSummary("The versions of a jurisdiction and of those above it, the latest first")
        .WithDescription("With who made each, who decided about it, and from when it holds; proposals, refusals and withdrawals are seen by the jurisdiction itself and those above it.");

    private static async Task<Results<Ok<LayerAnswer[]>, ProblemHttpResult>> AnswerAsync(
        string jurisdiction, Caller caller, Jurisdictions jurisdictions, RulebookShelf shelf, CancellationToken cancellation) =>
        jurisdictions.Tree.TryFind(jurisdiction, out var node) && caller.CanViewRulebook(node.Id, jurisdictions.Tree)
            ? TypedResults.Ok<LayerAnswer[]>([.. (await shelf.OnAsync(caller, node.Id, cancellation)).Select(layer => LayerAnswer.Of(layer, jurisdictions.Tree))])
            : RulebookProblems.UnknownJurisdiction(jurisdiction);
}
