using Grains.Journal;
using Grains.Journal.Verification;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Hosting;
using Web.Acts;

namespace Web.Verbs;

/// <summary><c>./run recount</c>: puts figures right by counting them anew, and has every ancestor told everything again.</summary>
internal static class RecountVerb
{
    private const string Act = "figures-recounted";

    private const int Misused = 2;

    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new(
        "recount", "", "Counts figures anew, has cases folded again whose rows differ from their events, and tells the figures to all above again: after a restore from a backup, or when verify --figures differs.",
        [new("--jurisdiction", "KEY", "one jurisdiction instead of all")],
        RunAsync);

    private static async Task<int> RunAsync(VerbCall call, CancellationToken cancellation)
    {
        await using var server = await call.OpenServerAsync(cancellation);
        await using var services = new ServiceCollection().AddLogging().AddTenancy(server).AddJournal()
            .AddSingleton<FigureRecount>().AddSingleton<FigureRepair>()
            .AddSingleton<AuditLog>().AddSingleton<OperatorLog>().BuildServiceProvider();
        var jurisdictions = services.GetRequiredService<Jurisdictions>();
        await jurisdictions.RefreshAsync(cancellation);
        if (await call.ChosenAsync(jurisdictions.Tree) is not { } chosen)
            return Misused;
        var repaired = new List<(Jurisdiction Of, Repaired Done)>();
        foreach (var jurisdiction in chosen)
        {
            await services.GetRequiredService<OperatorLog>().TellAsync(jurisdiction.Id, Act, jurisdiction.Key, new { }, async () =>
            {
                if (await services.GetRequiredService<FigureRepair>().RepairAsync(jurisdiction, cancellation) is not { } done)
                    return ("nothing-to-do", new { });
                repaired.Add((jurisdiction, done));
                return ("", (object)new { rows = done.Rows, cases = done.Cases });
            }, cancellation);
        }

        await call.AnswerAsync(
            repaired.Select(r => new { jurisdiction = r.Of.Key, rows = r.Done.Rows, cases = r.Done.Cases }),
            repaired.Select(r => $"{r.Of.Key} {r.Of.Name}: {r.Done.Rows} rows put right"
                + (r.Done.Cases > 0 ? $", {r.Done.Cases} cases are folded again as soon as a node runs" : "")));
        return 0;
    }
}
