using Tenancy;
using Tenancy.Hosting;
using Tenancy.Setup;
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
        await using var services = new ServiceCollection().AddLogging().AddTenancy(server).BuildServiceProvider();
        var invitations = new Invitations(services.GetRequiredService<Sessions>());
        var link = SetupLink.Of((call.Line["--url"] ?? Address).TrimEnd('/'), await invitations.CreateAsync(cancellation));
        await call.AnswerAsync(new { link, validFor = Invitations.Life }, [link]);
        return 0;
    }
}
