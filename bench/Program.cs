using Bench.Bed;
using Bench.Limits;
using Bench.Measuring;
using Bench.Peers;
using Bench.Scenarios;

namespace Bench;

/// <summary>Measures the platform against limits and peers, interleaved in one run on one machine, and prints ratios.</summary>
internal static class Program
{
    private static async Task Main(string[] args)
    {
        var quick = args.Contains("--quick");
        var folder = Directory.CreateTempSubdirectory("platform-bench-").FullName;
        try
        {
            await RunAsync(folder, quick, args.Where(a => !a.StartsWith('-')).ToHashSet(StringComparer.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(string folder, bool quick, IReadOnlySet<string> only)
    {
        bool Wanted(string name) => only.Count == 0 || only.Contains(name);
        var report = new Report(Console.Out);
        if (only.Count != 1 || !Wanted("memory"))
            await OnBedAsync(folder, quick, report, Wanted);
        if (Wanted("memory"))
            report.Memory(await new Memory(Path.Combine(folder, "demo"), quick).RunAsync());
    }

    private static async Task OnBedAsync(string folder, bool quick, Report report, Func<string, bool> wanted)
    {
        await using var bed = await TestBed.StartAsync(folder, counties: 100);
        var cpu = new CpuMeter(bed.Postmaster);
        var repeats = quick ? 3 : 5;
        await using (var command = bed.Admin.CreateCommand(PeerSchema.Create))
            await command.ExecuteNonQueryAsync();
        var copy = new CopyLimit(bed.Admin);
        await copy.PrepareAsync();
        var ingest = new Ingest(bed, quick);

        if (wanted("batches") || wanted("singles"))
        {
            var contest = new Contest(cpu, repeats);
            if (wanted("batches"))
            {
                ingest.AddBatches(contest, copy);
                ingest.AddPeers(contest);
            }

            if (wanted("singles"))
                ingest.AddSingles(contest);
            report.Ingest(await contest.RunAsync());
        }

        if (wanted("storm"))
            report.Storm(await new Storm(bed, copy, quick).RunAsync(cpu));
        if (wanted("http") || wanted("hub"))
            await BesideNodeAsync(bed, ingest, folder, quick, report, wanted);
        if (wanted("figures"))
            report.Dashboard(await new Dashboard(bed, quick).RunAsync());
        if (wanted("lists"))
            report.Lists(await new Lists(bed, quick).RunAsync());
    }

    private static async Task BesideNodeAsync(TestBed bed, Ingest ingest, string folder, bool quick, Report report, Func<string, bool> wanted)
    {
        await using var node = await WebNode.StartAsync(folder, bed.Connection, demo: false);
        var tokens = await MachineTokens.SignInAsync(bed);
        var http = new OverHttp(bed, node, tokens, quick);
        if (wanted("http"))
        {
            var contest = new Contest(new CpuMeter(bed.Postmaster, node.ProcessId), quick ? 3 : 5);
            http.Add(contest, ingest);
            report.OverHttp(await contest.RunAsync());
        }

        if (wanted("hub"))
            report.Hub(await new Hub(bed, node, tokens, http, quick).RunAsync());
    }
}
