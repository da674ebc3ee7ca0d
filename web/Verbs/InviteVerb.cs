using Tenancy;
using Tenancy.Accounts;
using Tenancy.Hosting;
using Tenancy.Setup;
using Web.Acts;
using Web.Setup;

namespace Web.Verbs;

/// <summary><c>./run invite</c>: makes a one-time link to set up a province, where no start with <c>--empty</c> printed one.</summary>
internal static class InviteVerb
{
    private const string Address = "http://localhost:8080";

    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new(
        "invite", "", "Makes a one-time link to load a province and create its first administrator.",
        [new("--url", "URL", $"address of the site ({Address})")], RunAsync);

    private static async Task<int> RunAsync(VerbCall call, CancellationToken cancellation)
    {
        await using var server = await call.OpenServerAsync(cancellation);
        await using var services = new ServiceCollection().AddLogging().AddTenancy(server)
            .AddSingleton<Invitations>().AddSingleton<AuditLog>().AddSingleton<OperatorLog>().BuildServiceProvider();
        var jurisdictions = services.GetRequiredService<Jurisdictions>();
        await jurisdictions.RefreshAsync(cancellation);
        var invitation = await InviteAsync(
            services.GetRequiredService<OperatorLog>(), [.. jurisdictions.Tree.All.Where(j => j.Parent is null)],
            services.GetRequiredService<Invitations>(), cancellation);
        var link = SetupLink.Of((call.Line["--url"] ?? Address).TrimEnd('/'), invitation);
        await call.AnswerAsync(new { link, validFor = Invitations.Life }, [link]);
        return 0;
    }

    // Another province beside those that are there concerns all of them; where there is none, the one that is set up by it is told then.
    private static async Task<string> InviteAsync(
        OperatorLog log, IReadOnlyList<Jurisdiction> roots, Invitations invitations, CancellationToken cancellation)
    {
        if (roots.Count == 0)
            return await invitations.CreateAsync(Environment.UserName, cancellation);
        var (root, others, invitation) = (roots[0], roots.Skip(1).ToList(), "");
        await log.TellAsync(root.Id, ProvinceSetup.LinkAct, root.Key, new { }, async () =>
        {
            invitation = await InviteAsync(log, others, invitations, cancellation);
            return ("", new { });
        }, cancellation);
        return invitation;
    }
}
