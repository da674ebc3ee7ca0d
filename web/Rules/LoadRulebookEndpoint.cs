using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Rules;

/// <summary><c>POST /api/v1/rulebooks/{jurisdiction}/versions</c>: publishes a root's rulebook, or proposes a layer to the parent bureau.</summary>
internal static class LoadRulebookEndpoint
{
    /// <summary>Largest document: 1 MiB; the shipped one has 12 KiB.</summary>
    internal const int LargestDocument = 1024 * 1024;

    public static void MapLoadRulebook(this IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/rulebooks/{jurisdiction}/versions", LoadAsync)
        .Needs(Permission.EditRulebook)
        .WithMetadata(new RequestSizeLimitAttribute(LargestDocument))
        .Accepts<object>("application/json")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .WithTags(RulebooksModule.Tag)
        .WithSummary("Publish the rulebook of a province, or propose a tightening for a jurisdiction below")
        .WithDescription(
            "The body is {name, englishName, effectiveFrom, rules:[…], switchedOff:[code…]}, in the form that a version is read in. A root publishes its whole "
            + "rulebook. Any other jurisdiction sets only what it tightens or adds, and may switch off what is not mandatory; it holds once the parent bureau has "
            + "approved it. `effectiveFrom` must lie ahead; without it the version holds as soon as it can (five seconds). What became true before is judged by "
            + "the rules of its day. Faults are answered in `faults`, each with its path in the document.");

    private static async Task<Results<Created<LayerAnswer>, ProblemHttpResult>> LoadAsync(
        string jurisdiction, HttpRequest request, Caller caller, Jurisdictions jurisdictions, RulebookDesk desk, CancellationToken cancellation)
    {
        if (!jurisdictions.Tree.TryFind(jurisdiction, out var node))
            return RulebookProblems.UnknownJurisdiction(jurisdiction);
        if (!caller.Can(Permission.EditRulebook, node.Id))
            return RulebookProblems.NotAllowed();
        using var document = new MemoryStream();
        await request.Body.CopyToAsync(document, cancellation);
        var (layer, refusal) = await desk.LoadAsync(node.Id, document.ToArray(), caller.Login, cancellation);
        return layer is null
            ? RulebookProblems.Of(refusal!)
            : TypedResults.Created($"/api/v1/rulebooks/{node.Key}/versions/{layer.Book.Version}", LayerAnswer.Of(layer, jurisdictions.Tree));
    }
}
