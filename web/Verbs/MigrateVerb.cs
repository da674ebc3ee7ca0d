using Tenancy;
using Tenancy.Accounts;
using Tenancy.Hosting;
using Web.Acts;

namespace Web.Verbs;

/// <summary><c>./run migrate</c>: brings the databases to the schema of this build.</summary>
internal static class MigrateVerb
{
    private const string Act = "schema-migrated";

    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("migrate", "", "Creates roles and databases where they are missing and applies this build's migrations.", [], RunAsync);

    private static async Task<int> RunAsync(VerbCall call, CancellationToken cancellation)
    {
        await using var server = await call.OpenServerAsync(cancellation, isNew: true);
        var applied = await server.MigrateAsync(cancellation);
        if (applied.Count > 0)
            await TellAsync(server, applied.Count, cancellation);
        await call.AnswerAsync(new { applied }, applied.Count == 0 ? ["Everything is applied already."] : applied.Select(a => $"applied {a}"));
        return 0;
    }

    // Only what has been migrated has logs. What is done to all databases is told at the roots.
    private static async Task TellAsync(DatabaseServer server, int scripts, CancellationToken cancellation)
    {
        await using var services = new ServiceCollection().AddLogging().AddTenancy(server)
            .AddSingleton<AuditLog>().AddSingleton<OperatorLog>().BuildServiceProvider();
        var jurisdictions = services.GetRequiredService<Jurisdictions>();
        await jurisdictions.RefreshAsync(cancellation);
        foreach (var root in jurisdictions.Tree.All.Where(j => j.Parent is null))
            await services.GetRequiredService<OperatorLog>().ToldAsync(root.Id, Act, root.Key, new { scripts });
    }
}
