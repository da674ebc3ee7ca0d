using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Rules;

/// <summary><c>POST /api/v1/rulebooks/{jurisdiction}/versions</c>: publishes a root's rulebook, or proposes a layer to the parent bureau.</summary>
internal static class LoadRulebookEndpoint
{
    /// <summary>Largest document: 256 KiB; the shipped one has 12 KiB.</summary>
    internal const int LargestDocument = 256 * 1024;

    public static void MapLoadRulebook(this IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/rulebooks/{jurisdiction}/versions", LoadAsync)
        .Needs(Permission.EditRulebook)
        .WithMetadata(new RequestSizeLimitAttribute(2 * LargestDocument))
        .Accepts<object>("application/json")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .WithTags(RulebooksModule.Tag)
        .WithSummary("Publish the rulebook of a province, or propose a tightening for a jurisdiction below")
        .WithDescription(
            "The body is {name, englishName, effectiveFrom, rules:[…], switchedOff:[code…]}, in the form that a version is read in. A root publishes its whole "
            + "rulebook. Any other jurisdiction sets only what it tightens or adds, and may switch off what is not mandatory; it holds once the parent bureau has "
            + "approved it. One proposal waits at a time: a later one supersedes it. `effectiveFrom` must lie ahead, one year at most; without it the version holds as soon as it can (five seconds). Versions that "
            + "were to take effect at that instant or later give way to it. What became true before is judged by the rules of its day. At most 256 KiB. Faults are answered in `faults`, each with its path in the document.");

    private static async Task<Results<Created<LayerAnswer>, ProblemHttpResult>> LoadAsync(
        string jurisdiction, HttpRequest request, Caller caller, Jurisdictions jurisdictions, RulebookDesk desk, CancellationToken cancellation)
    {
        if (!jurisdictions.Tree.TryFind(jurisdiction, out var node))
            return RulebookProblems.UnknownJurisdiction(jurisdiction);
        if (!caller.CanEditRulebook(node.Id))
            return RulebookProblems.NotAllowed();
        if (await ReadAsync(request.Body, cancellation) is not { } document)
            return RulebookProblems.Of(new("rulebook-too-large", []));
        var (layer, refusal) = await desk.LoadAsync(node.Id, document, caller, cancellation: cancellation);
        return layer is null
            ? RulebookProblems.Of(refusal!)
            : TypedResults.Created($"/api/v1/rulebooks/{node.Key}/versions/{layer.Book.Version}", LayerAnswer.Of(layer, jurisdictions.Tree));
    }

    /// <summary>The whole body; null where it is larger than a rulebook may be.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream body, CancellationToken cancellation)
    {
        var buffer = new byte[LargestDocument + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        if (length > LargestDocument)
            return null;
        return buffer.AsMemory(0, length);
    }
}
