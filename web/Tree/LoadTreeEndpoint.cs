using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Permissions;
using Tenancy.Tree;
using Web.Acts;

namespace Web.Tree;

/// <summary><c>POST /api/v1/jurisdictions</c>: loads a tree file, from the caller's jurisdiction downward.</summary>
internal static class LoadTreeEndpoint
{
    private const int MostBytes = 16 * 1024 * 1024;

    public static void MapLoadTree(this IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/jurisdictions", LoadAsync)
        .Needs(Permission.ManageTree)
        .Accepts<object>("application/json")
        .Produces<LoadAnswer>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .WithName("LoadJurisdictions")
        .WithTags("Tree")
        .WithSummary("Load a tree file: new jurisdictions, new names, moves. The same file again changes nothing.")
        .WithDescription(
            "The body is {code, name, level, cities:[{…, counties:[…]}]}; any jurisdiction may also have townships, zones, children, key, zone, placement. "
            + "under: key of the jurisdiction below which the file's root is to stand, where it does not stand already. "
            + "from: first day on which new names and parents hold (today). What the file does not mention stays as it is.");

    private static async Task<Results<Ok<LoadAnswer>, ProblemHttpResult>> LoadAsync(
        HttpRequest request, Caller caller, TreeLoader loader, ActLog acts, Jurisdictions jurisdictions, TimeProvider time, string? under, DateOnly? from, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellation);
        if (body.Length > MostBytes)
            return Problem(StatusCodes.Status413PayloadTooLarge, [new TreeFault("too-large", "$", "The file is larger than 16 MiB.")]);
        var (root, faults) = TreeFile.Read(body.GetBuffer().AsMemory(0, (int)body.Length));
        if (root is null)
            return Problem(StatusCodes.Status400BadRequest, faults);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(jurisdictions.Tree[caller.Tenant].Zone);
        var day = from ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime);
        const string act = "tree-loaded";
        var intent = await acts.IntendAsync(caller, act, root.Key, new { under, from = day }, cancellation);
        var load = await acts.TryAsync(
            caller, intent, act, root.Key, () => loader.LoadAsync(root, day, Actor.Of(caller), rule: null, under, cancellation));
        if (load.Faults.Count > 0)
        {
            await acts.RefusedAsync(caller, intent, act, root.Key, load.Faults[0].Code);
            return Problem(StatusOf(load.Faults[0]), load.Faults);
        }

        var answer = LoadAnswer.Of(load);
        await acts.DoneAsync(caller, intent, act, root.Key, new { created = answer.Created.Count, renamed = answer.Renamed.Count, moved = answer.Moved.Count, altered = answer.Altered.Count });
        return TypedResults.Ok(answer);
    }

    private static int StatusOf(TreeFault fault) => fault.Code switch
    {
        "not-permitted" => StatusCodes.Status403Forbidden,
        "tree-changed" or "placement-fixed" => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status400BadRequest,
    };

    private static ProblemHttpResult Problem(int status, IReadOnlyList<TreeFault> faults) => TypedResults.Problem(
        detail: faults[0].Message,
        statusCode: status,
        type: $"urn:e-supervision:problem:{faults[0].Code}",
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = faults[0].Code, ["faults"] = faults.Take(100) });
}
