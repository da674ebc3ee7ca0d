using Grains.Journal;
using Grains.Journal.Seals;
using Grains.Journal.Verification;
using Tenancy;
using Tenancy.Hosting;
using Web.Verbs.Verify;

namespace Web.Verbs;

/// <summary><c>./run verify</c>: proves that the history is what was recorded, and on request that the figures are what the rows come to.</summary>
internal static class VerifyVerb
{
    private const int Unsound = 1;
    private const int Misused = 2;

    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new(
        "verify", "", "Recomputes every chain, the audit log's too, and compares it, and what was published to judge by, with head, cases, signals and seals; fails on any finding.",
        [
            new("--jurisdiction", "KEY", "one jurisdiction instead of all"),
            new("--seals", "FILE|DIR", "seals kept outside the database (those of the data folder)"),
            new("--figures", Value: null, "also count the figures anew, and compare what the ancestors have"),
        ],
        RunAsync);

    private static async Task<int> RunAsync(VerbCall call, CancellationToken cancellation)
    {
        await using var server = await call.OpenServerAsync(cancellation);
        await using var services = new ServiceCollection().AddLogging().AddTenancy(server).AddJournal().AddSingleton<FigureRecount>().AddSingleton<ChainVerifier>()
            .BuildServiceProvider();
        var jurisdictions = services.GetRequiredService<Jurisdictions>();
        await jurisdictions.RefreshAsync(cancellation);
        if (Fault(call, jurisdictions.Tree) is { } fault)
        {
            await call.RefuseAsync(fault);
            return Misused;
        }

        var outside = OutsideLedger.Read(call.Line["--seals"] ?? call.Configuration["Platform:Seals"] ?? OutsideSeals.FolderIn(server.DataFolder));
        var reports = new List<IntegrityReport>();
        foreach (var jurisdiction in Chosen(call, jurisdictions.Tree))
        {
            var report = await services.GetRequiredService<ChainVerifier>().VerifyAsync(jurisdiction, outside.Seals, cancellation);
            if (call.Line.Has("--figures"))
                report = report with { Findings = [.. report.Findings, .. await services.GetRequiredService<FigureRecount>().CompareAsync(jurisdiction, cancellation)] };
            reports.Add(report);
            if (!call.Json)
                await call.AnswerAsync(report, IntegrityText.Lines(report));
        }

        return await ConcludeAsync(call, new Verdict(reports, outside.FindingsFor(jurisdictions.Tree)));
    }

    private static async Task<int> ConcludeAsync(VerbCall call, Verdict verdict)
    {
        if (call.Json)
            await call.AnswerAsync(verdict, []);
        else
            await call.AnswerAsync(verdict, IntegrityText.Conclusion(verdict));
        return verdict.IsSound ? 0 : Unsound;
    }

    private static string? Fault(VerbCall call, JurisdictionTree tree) =>
        call.Line["--jurisdiction"] is { } key && !tree.TryFind(key, out _) ? $"There is no jurisdiction {key}."
        : call.Line["--seals"] is { } path && !File.Exists(path) && !Directory.Exists(path) ? $"There is no file or folder {path}."
        : null;

    private static IEnumerable<Jurisdiction> Chosen(VerbCall call, JurisdictionTree tree) =>
        call.Line["--jurisdiction"] is { } key && tree.TryFind(key, out var one) ? [one] : tree.All;
}
