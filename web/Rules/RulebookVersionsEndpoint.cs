using Grains.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Rules;

/// <summary><c>GET /api/v1/rulebooks/{jurisdiction}/versions</c>: every version that a jurisdiction was, is and will be judged by, and what it has proposed.</summary>
internal static class RulebookVersionsEndpoint
{
    public static void MapRulebookVersions(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/rulebooks/{jurisdiction}/versions", Answer)
        .Needs(Permission.ViewRulebook)
        .WithTags(RulebooksModule.Tag)
        .WithSummary("The versions of a jurisdiction and of those above it, the latest first")
        .WithDescription("With who made each, who decided about it, and from when it holds; proposals and refusals are the jurisdiction's own.");

    private static Results<Ok<LayerAnswer[]>, ProblemHttpResult> Answer(string jurisdiction, Caller caller, Jurisdictions jurisdictions, RulebookBook book) =>
        jurisdictions.Tree.TryFind(jurisdiction, out var node) && caller.CanViewRulebook(node.Id, jurisdictions.Tree)
            ? TypedResults.Ok<LayerAnswer[]>([.. LayerAnswer.On(book.History, node.Id).Select(layer => LayerAnswer.Of(layer, book.History.Tree))])
            : RulebookProblems.UnknownJurisdiction(jurisdiction);
}
