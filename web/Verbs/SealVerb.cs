using Grains.Journal.Seals;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Hosting;
using Web.Acts;

namespace Web.Verbs;

/// <summary><c>./run seal</c>: writes the heads of the chains as they stand now outside the database, beside the daily seals.</summary>
internal static class SealVerb
{
    private const string Act = "history-sealed";

    private const int Misused = 2;

    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new(
        "seal", "", "Seals the history, and what it is judged by, as they stand now, outside the database; nothing before can be changed unseen any more.",
        [
            new("--jurisdiction", "KEY", "one jurisdiction instead of all"),
            new("--seals", "DIR", "folder of the seals (that of the data folder)"),
        ],
        RunAsync);

    private static async Task<int> RunAsync(VerbCall call, CancellationToken cancellation)
    {
        await using var server = await call.OpenServerAsync(cancellation);
        await using var services = new ServiceCollection().AddLogging().AddTenancy(server).AddSingleton<HeadSeals>()
            .AddSingleton<AuditLog>().AddSingleton<OperatorLog>().BuildServiceProvider();
        var jurisdictions = services.GetRequiredService<Jurisdictions>();
        await jurisdictions.RefreshAsync(cancellation);
        if (await call.ChosenAsync(jurisdictions.Tree) is not { } chosen)
            return Misused;
        var folder = call.Line["--seals"] ?? call.Configuration["Platform:Seals"] ?? OutsideSeals.FolderIn(server.DataFolder);
        var seals = new List<Seal>();
        foreach (var jurisdiction in chosen)
        {
            await services.GetRequiredService<OperatorLog>().TellAsync(jurisdiction.Id, Act, jurisdiction.Key, new { }, async () =>
            {
                if (await services.GetRequiredService<HeadSeals>().TakeAsync(jurisdiction, cancellation) is not { } seal)
                    return ("nothing-to-do", new { });
                OutsideSeals.Append(folder, seal);
                await services.GetRequiredService<HeadSeals>().TellAsync(seal, cancellation);
                seals.Add(seal);
                return ("", (object)new { seal.Seq });
            }, cancellation);
        }

        await call.AnswerAsync(
            new { folder, seals = seals.Select(s => new { s.Jurisdiction, s.Seq, chain = Convert.ToHexStringLower(s.Chain), s.SealedAt }) },
            seals.Select(s => $"sealed  {s.Jurisdiction} up to number {s.Seq}").Append($"{seals.Count} seals are in {folder}; keep a copy where the owner of the database cannot reach it."));
        return 0;
    }
}
