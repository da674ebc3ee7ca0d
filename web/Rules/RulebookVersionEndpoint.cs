using Grains.Journal;
using Grains.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Rules;

/// <summary><c>GET /api/v1/rulebooks/{jurisdiction}/versions/{version}</c>: a version as the document in which it was published.</summary>
internal static class RulebookVersionEndpoint
{
    public static void MapRulebookVersion(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/rulebooks/{jurisdiction}/versions/{version:int}", Answer)
        .Needs(Permission.ViewRulebook)
        .Produces<object>(contentType: "application/json")
        .WithTags(RulebooksModule.Tag)
        .WithSummary("A version as the document in which it was published")
        .WithDescription("In the form that can be loaded: change it, leave out `version` and `effectiveFrom`, and post it as a new one.");

    private static Results<FileContentHttpResult, ProblemHttpResult> Answer(
        string jurisdiction, int version, Caller caller, Jurisdictions jurisdictions, RulebookBook book)
    {
        if (!jurisdictions.Tree.TryFind(jurisdiction, out var node) || !caller.CanViewRulebook(node.Id, jurisdictions.Tree))
            return RulebookProblems.UnknownJurisdiction(jurisdiction);
        return LayerAnswer.On(book.History, node.Id).FirstOrDefault(layer => layer.Book.Version == version) is { } layer
            ? TypedResults.File(RulebookWriter.Write(layer.Book), "application/json")
            : RulebookProblems.UnknownVersion(version);
    }
}
