using Grains.Rules;
using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Rules;

/// <summary><c>GET /api/v1/rulebooks/{jurisdiction}/versions/{version}</c>: a version as the document in which it was published.</summary>
internal static class RulebookVersionEndpoint
{
    public static void MapRulebookVersion(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/rulebooks/{jurisdiction}/versions/{version:int}", AnswerAsync)
        .Needs(Permission.ViewRulebook)
        .Produces<object>(contentType: "application/json")
        .WithTags(RulebooksModule.Tag)
        .WithSummary("A version as the document in which it was published")
        .WithDescription("In the form that can be loaded: change it, leave out `version` and `effectiveFrom`, and post it as a new one.");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> AnswerAsync(
        string jurisdiction, int version, Caller caller, Jurisdictions jurisdictions, RulebookShelf shelf, CancellationToken cancellation)
    {
        if (!jurisdictions.Tree.TryFind(jurisdiction, out var node) || !caller.CanViewRulebook(node.Id, jurisdictions.Tree))
            return RulebookProblems.UnknownJurisdiction(jurisdiction);
        return await shelf.FindAsync(caller, node.Id, version, cancellation) is { } layer
            ? TypedResults.File(RulebookWriter.Write(layer.Book), "application/json")
            : RulebookProblems.UnknownVersion(version);
    }
}
