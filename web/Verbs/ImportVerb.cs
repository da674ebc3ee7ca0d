using System.Globalization;
using Grains.Journal;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Hosting;
using Web.Acts;
using Web.Catalogue;
using Web.Import;
using Web.Import.Jobs;

namespace Web.Verbs;

/// <summary><c>./run import</c>: brings history in from event logs.</summary>
internal static class ImportVerb
{
    private const int Incomplete = 1;
    private const int Misused = 2;

    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new(
        "import", "FILE…", "Imports history from event logs: .csv, .xes, also .gz (docs/import.md).",
        [
            new("--jurisdiction", "KEY", "whose history it is"),
            new("--profile", "NAME-OR-FILE", $"what the columns mean; shipped: {string.Join(", ", MappingProfiles.Shipped)}"),
            new("--department", "CODE", "instead of the profile's department"),
            new("--item", "CODE", "instead of the profile's item"),
            new("--report", "FILE", "where faults go, as JSON lines (import-errors.jsonl)"),
        ],
        RunAsync);

    private static async Task<int> RunAsync(VerbCall call, CancellationToken cancellation)
    {
        if (await ProfileAsync(call, cancellation) is not { } profile)
            return Misused;
        await using var server = await call.OpenServerAsync(cancellation);
        await using var services = Services(server);
        var jurisdictions = services.GetRequiredService<Jurisdictions>();
        await jurisdictions.RefreshAsync(cancellation);
        await services.GetRequiredService<RulebookChanges>().SeedAsync(cancellation);
        if (!jurisdictions.Tree.TryFind(call.Line["--jurisdiction"]!, out var jurisdiction))
            return await MisuseAsync(call, $"There is no jurisdiction {call.Line["--jurisdiction"]}.");
        return await ToldAsync(call, services, jurisdiction.Id, profile, end => ImportAsync(call, services, jurisdiction, profile, end, cancellation), cancellation);
    }

    /// <summary>Tells the jurisdiction's audit log what is intended, and what came of it.</summary>
    private static async Task<int> ToldAsync(
        VerbCall call, ServiceProvider services, TenantId tenant, MappingProfile profile, Func<ImportEnd, Task<int>> carryOut, CancellationToken cancellation)
    {
        var log = services.GetRequiredService<OperatorLog>();
        var files = string.Join(", ", call.Line.Operands.Select(Path.GetFileName));
        var intent = await log.IntendAsync(
            tenant, ImportDesk.Act, files, new { profile = profile.Name, department = call.Line["--department"], item = call.Line["--item"] }, cancellation);
        var end = new ImportEnd();
        try
        {
            return await carryOut(end);
        }
        catch (Exception failure)
        {
            end.Failed = failure is OperationCanceledException ? "canceled" : "internal";
            throw;
        }
        finally
        {
            if (end.Summary is { } summary)
                await log.DoneAsync(tenant, intent, ImportDesk.Act, files, new { summary.Cases, summary.Events, summary.New, summary.Refused });
            else if (end.Refused is { } refused)
                await log.RefusedAsync(tenant, intent, ImportDesk.Act, files, refused);
            else
                await log.FailedAsync(tenant, intent, ImportDesk.Act, files, end.Failed ?? "internal");
        }
    }

    private static async Task<int> ImportAsync(
        VerbCall call, ServiceProvider services, Jurisdiction jurisdiction, MappingProfile profile, ImportEnd end, CancellationToken cancellation)
    {
        var registrar = TargetRegistrar.OfOperator(
            services.GetRequiredService<OperatorLog>(), jurisdiction.Id, services.GetRequiredService<DepartmentWriter>(), services.GetRequiredService<CatalogueWriter>());
        var (registry, missing) = await services.GetRequiredService<ImportTarget>().FindAsync(jurisdiction.Id, profile, registrar, cancellation);
        if (missing is not null)
        {
            end.Refused = $"unknown: {missing}";
            return await MisuseAsync(call, $"{jurisdiction.Name} has no {missing}; register it, or name another with --department and --item.");
        }

        await using var report = new ErrorReport(call.Line["--report"] ?? "import-errors.jsonl");
        var recorder = new HistoryRecorder(services.GetRequiredService<Journal>(), services.GetRequiredService<Sessions>(), jurisdiction.Id, registry);
        var run = new ImportRun(profile, recorder.RecordAsync, report.Write, (progress, _) => ShowAsync(call, progress));
        try
        {
            foreach (var path in call.Line.Operands)
                await run.Add(new LogFile(path, Path.GetFileName(path)), cancellation);
        }
        catch (JournalUnavailableException unavailable)
        {
            end.Failed = "unavailable";
            await call.Errors.WriteLineAsync();
            await call.RefuseAsync($"{unavailable.Message} Run it again: what is stored stays, nothing is stored twice.");
            return Incomplete;
        }

        end.Summary = run.Summary();
        return await AnswerAsync(call, end.Summary, report.Path);
    }

    /// <summary>The profile, with the target of the command line; null when the call is wrong, which has been told.</summary>
    private static async Task<MappingProfile?> ProfileAsync(VerbCall call, CancellationToken cancellation)
    {
        if (FaultOf(call.Line) is { } fault)
        {
            await MisuseAsync(call, fault);
            return null;
        }

        var reading = await MappingProfiles.Find(call.Line["--profile"]!, cancellation);
        if (reading.Faults.Count > 0)
            await call.RefuseAsync([.. reading.Faults.Select(wrong => $"profile {wrong.Where}: {wrong.Found}; expected: {wrong.Expected}")]);
        return reading.Profile?.For(call.Line["--department"], call.Line["--item"]);
    }

    private static string? FaultOf(Hosting.CommandLine line) =>
        new[] { "--jurisdiction", "--profile" }.FirstOrDefault(option => !line.Has(option)) is { } needed ? $"{needed} is needed: ./run import --help"
        : line.Operands.Count == 0 ? "A file is needed: ./run import --help"
        : line.Operands.FirstOrDefault(path => !File.Exists(path)) is { } absent ? $"There is no file {absent}."
        : null;

    private static ServiceProvider Services(DatabaseServer server) => new ServiceCollection()
        .AddLogging(logging => logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning))
        .Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace)
        .AddTenancy(server)
        .AddJournal()
        .AddImports()
        .AddSingleton<AuditLog>()
        .AddSingleton<OperatorLog>()
        .BuildServiceProvider();

    private static async Task ShowAsync(VerbCall call, ImportProgress progress)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture, $"{progress.File}: {progress.Fraction:P0}, {progress.Events} events, {progress.Refused} refused");
        await call.Errors.WriteAsync(Console.IsErrorRedirected ? line + "\n" : $"\r\e[K{line}");
    }

    private static async Task<int> AnswerAsync(VerbCall call, ImportSummary summary, string? report)
    {
        if (!Console.IsErrorRedirected)
            await call.Errors.WriteLineAsync();
        await call.AnswerAsync(
            new
            {
                summary.Cases, summary.Events, summary.New, summary.Duplicates, summary.Refused, summary.Finished, summary.Unfinished,
                summary.LateByOwnPromise, summary.EndedEarly, summary.Corrections, report,
            },
            [
                $"cases                {summary.Cases}",
                $"events               {summary.Events} ({summary.New} new, {summary.Duplicates} there before)",
                .. summary.Corrections > 0 ? [$"corrections          {summary.Corrections} (events there before, of which the log now says more)"] : Array.Empty<string>(),
                $"refused              {summary.Refused}{(report is null ? "" : $" (see {report})")}",
                $"finished             {summary.Finished} ({summary.Unfinished} unfinished)",
                $"late by own promise  {summary.LateByOwnPromise}",
                .. summary.EndedEarly ? ["A file could not be read to its end."] : Array.Empty<string>(),
            ]);
        return summary.Complete ? 0 : Incomplete;
    }

    /// <summary>What came of a run: one of them, or none when it broke off.</summary>
    private sealed class ImportEnd
    {
        public ImportSummary? Summary { get; set; }

        public string? Refused { get; set; }

        public string? Failed { get; set; }
    }

    private static async Task<int> MisuseAsync(VerbCall call, string sentence)
    {
        await call.RefuseAsync(sentence);
        return Misused;
    }
}
