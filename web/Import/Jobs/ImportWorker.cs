using System.Text;
using Grains.Journal;
using Npgsql;
using Tenancy;
using Tenancy.Permissions;
using Web.Acts;

namespace Web.Import.Jobs;

/// <summary>Imports what was uploaded to this node, one after the other; what a restart interrupted is made again, which adds nothing twice.</summary>
internal sealed partial class ImportWorker(
    ImportDesk desk, ImportJobs jobs, ImportTarget target, Journal journal, Sessions sessions, Jurisdictions jurisdictions, ActLog acts, ILogger<ImportWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var staged in StagedImport.LeftIn(desk.Stage))
            desk.Enqueue(staged);
        await foreach (var staged in desk.Queue.ReadAllAsync(stoppingToken))
        {
            // An import that cannot even be noted as failed waits on disk for the next start; the node goes on.
            try
            {
                await ImportAsync(staged, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogLeft(staged.Job, failure);
            }
        }
    }

    private async Task ImportAsync(StagedImport staged, CancellationToken cancellation)
    {
        try
        {
            await RunAsync(staged, cancellation);
        }
        catch (Exception interrupted) when (interrupted is JournalUnavailableException or NpgsqlException { IsTransient: true })
        {
            LogInterrupted(staged.Job, interrupted);
            await Task.Delay(Patience, cancellation);
            desk.Enqueue(staged);
            return;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            LogFailed(staged.Job, failure);
            await FailAsync(staged, "internal", cancellation);
        }

        staged.Remove(desk.Stage);
    }

    private async Task RunAsync(StagedImport staged, CancellationToken cancellation)
    {
        var tenant = staged.TenantId;
        var reading = await MappingProfiles.Find(staged.ProfileIn(desk.Stage), cancellation);
        if (!jurisdictions.Tree.TryFind(tenant, out _) || reading.Profile?.For(staged.Department, staged.Item) is not { } profile)
        {
            await FailAsync(staged, "profile", cancellation);
            return;
        }

        var (registry, missing) = await target.FindAsync(tenant, profile, staged.Actor, cancellation);
        if (missing is not null)
        {
            await FailAsync(staged, $"unknown: {missing}", cancellation);
            return;
        }

        var faults = new FaultParts(jobs, tenant, staged.Job);
        var run = new ImportRun(
            profile, new HistoryRecorder(journal, sessions, tenant, registry).RecordAsync, faults.AddAsync,
            (progress, stop) => jobs.AdvanceAsync(tenant, staged.Job, progress, stop));
        await run.Add(staged.LogIn(desk.Stage), cancellation);
        await faults.FlushAsync(cancellation);
        var summary = run.Summary();
        await jobs.EndAsync(tenant, staged.Job, summary, cancellation);
        await TellAsync(staged, uploader => acts.DoneAsync(
            uploader, staged.Intent, ImportDesk.Act, staged.FileName, new { job = staged.Job, summary.Cases, summary.Events, summary.New, summary.Refused }));
    }

    private async Task FailAsync(StagedImport staged, string fault, CancellationToken cancellation)
    {
        await jobs.FailAsync(staged.TenantId, staged.Job, fault, cancellation);
        if (jurisdictions.Tree.TryFind(staged.TenantId, out _))
            await TellAsync(staged, uploader => acts.RefusedAsync(uploader, staged.Intent, ImportDesk.Act, staged.FileName, fault));
    }

    // What came of an import stands in its own row: an end that the audit log does not take changes nothing about it.
    private async Task TellAsync(StagedImport staged, Func<Caller, Task> tell)
    {
        if (staged.Uploader() is not { } uploader)
            return;
        try
        {
            await tell(uploader);
        }
        catch (Exception failure)
        {
            LogUntold(staged.Job, failure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Import {Job} was interrupted and will be made again")]
    private partial void LogInterrupted(Guid job, Exception reason);

    [LoggerMessage(LogLevel.Error, "Import {Job} failed")]
    private partial void LogFailed(Guid job, Exception reason);

    [LoggerMessage(LogLevel.Error, "Import {Job} waits for the next start: what came of it could not be noted")]
    private partial void LogLeft(Guid job, Exception reason);

    [LoggerMessage(LogLevel.Error, "The audit log was not told what came of import {Job}")]
    private partial void LogUntold(Guid job, Exception reason);

    /// <summary>Collects lines of the error report into parts of one row each.</summary>
    private sealed class FaultParts(ImportJobs jobs, TenantId tenant, Guid job)
    {
        private const int LinesInPart = 500;
        private readonly StringBuilder _lines = new();
        private int _count;
        private int _parts;

        public Task AddAsync(ErrorLine line, CancellationToken cancellation)
        {
            _lines.Append(line.ToJson()).Append('\n');
            return ++_count % LinesInPart == 0 ? FlushAsync(cancellation) : Task.CompletedTask;
        }

        public async Task FlushAsync(CancellationToken cancellation)
        {
            if (_lines.Length == 0)
                return;
            await jobs.AddFaultsAsync(tenant, job, ++_parts, _lines.ToString(), cancellation);
            _lines.Clear();
        }
    }
}
