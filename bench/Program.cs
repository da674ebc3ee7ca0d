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
        await using var bed = await TestBed.StartAsync(folder, counties: 100);
        var cpu = new CpuMeter(bed.Postmaster);
        var repeats = quick ? 3 : 5;
        await using (var command = bed.Admin.CreateCommand(PeerSchema.Create))
            await command.ExecuteNonQueryAsync();
        var copy = new CopyLimit(bed.Admin);
        await copy.PrepareAsync();
        var report = new Report(Console.Out);
        bool Wanted(string name) => only.Count == 0 || only.Contains(name);

        if (Wanted("batches") || Wanted("singles"))
        {
            var contest = new Contest(cpu, repeats);
            var ingest = new Ingest(bed, quick);
            if (Wanted("batches"))
            {
                ingest.AddBatches(contest, copy);
                ingest.AddPeers(contest);
            }

            if (Wanted("singles"))
                ingest.AddSingles(contest);
            report.Ingest(await contest.RunAsync());
        }

        if (Wanted("storm"))
            report.Storm(await new Storm(bed, cpu, quick).RunAsync());
    }
}
