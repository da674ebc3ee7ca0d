using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Tenancy.Accounts;
using Tenancy.Permissions;
using Tenancy.Tree;
using Web.Auth;

namespace Web.Setup;

/// <summary><c>POST /api/v1/setup</c>: loads a province and creates its first administrator, for whoever holds an invitation.</summary>
internal static class SetupEndpoint
{
    /// <summary>Bytes of the largest setup; a province's tree has some 20 KiB a hundred jurisdictions.</summary>
    private const int LargestTree = 4 * 1024 * 1024;

    /// <summary>What a setup takes.</summary>
    /// <param name="Invitation">The one-time invitation.</param>
    /// <param name="Province">Name of a shipped tree; null where <paramref name="Tree"/> is given.</param>
    /// <param name="Tree">A tree file's content.</param>
    /// <param name="Administrator">The first administrator.</param>
    internal sealed record SettingUp(string? Invitation, string? Province, JsonElement? Tree, FirstAdministrator? Administrator);

    /// <summary>The first administrator.</summary>
    /// <param name="Name">Name to sign in with.</param>
    /// <param name="DisplayName">What to call the person.</param>
    /// <param name="Password">The password.</param>
    internal sealed record FirstAdministrator(string? Name, string? DisplayName, string? Password);

    /// <summary>A province that is set up.</summary>
    /// <param name="Jurisdiction">Its key.</param>
    /// <param name="Name">Its name.</param>
    internal sealed record SetUp(string Jurisdiction, string Name);

    public static void MapSetup(this IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/setup", RunAsync)
        .OpenToAll("Nobody has an account before this; a one-time invitation opens it.")
        .RequireRateLimiting(GuessingLimits.SignIn)
        .WithMetadata(new RequestSizeLimitAttribute(LargestTree))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .WithName("SetUp")
        .WithTags("Tree")
        .WithSummary("Load a province and create its first administrator, once, with the invitation that an empty installation prints.")
        .WithDescription($"province names a shipped tree by its file's name ({string.Join(", ", ShippedTrees.Names)}); or tree is a tree file as POST /api/v1/jurisdictions takes it. A refusal carries the invitation that is good from then on.");

    private static async Task<Results<Created<SetUp>, ProblemHttpResult>> RunAsync(SettingUp body, ProvinceSetup setup, CancellationToken cancellation)
    {
        if (!await setup.IsInvitedAsync(body.Invitation, cancellation))
            return NotInvited();
        var (root, faults) = TreeOf(body);
        if (root is null)
            return Refused(faults, body.Invitation!);
        var administrator = new NewAccount(body.Administrator?.Name ?? "", (body.Administrator?.DisplayName ?? "").Trim(), body.Administrator?.Password ?? "");
        if (administrator.DisplayName.Length == 0)
            return Refused([new SetupFault("display-missing", "administrator", "This is needed.")], body.Invitation!);
        return await setup.RunAsync(body.Invitation!, root, administrator, cancellation) switch
        {
            SetupOutcome.Done done => TypedResults.Created("/sign-in", new SetUp(done.Province.Key, done.Province.Name)),
            SetupOutcome.Refused refused => Refused(refused.Faults, refused.Invitation),
            _ => NotInvited(),
        };
    }

    private static (TreeNode? Root, IReadOnlyList<SetupFault> Faults) TreeOf(SettingUp body)
    {
        if (body.Province is { } name && ShippedTrees.Names.Contains(name, StringComparer.Ordinal))
            return (ShippedTrees.Read(name), []);
        if (body.Tree is not { } tree)
            return (null, [new SetupFault("tree-missing", "tree", "Name a shipped province or give a tree.")]);
        var (root, faults) = TreeFile.Read(JsonSerializer.SerializeToUtf8Bytes(tree));
        return (root, [.. faults.Take(20).Select(fault => new SetupFault(fault.Code, fault.Where, fault.Message))]);
    }

    private static ProblemHttpResult NotInvited() =>
        Interface.Problems.Of(StatusCodes.Status403Forbidden, "not-invited", "The invitation is unknown, used or too old.", "the link that the installation prints");

    private static ProblemHttpResult Refused(IReadOnlyList<SetupFault> faults, string invitation) => TypedResults.Problem(
        detail: faults[0].Message,
        statusCode: StatusCodes.Status400BadRequest,
        type: $"urn:e-supervision:problem:{faults[0].Code}",
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = faults[0].Code, ["faults"] = faults, ["invitation"] = invitation });
}
