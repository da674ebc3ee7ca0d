using System.Text;
using Grains.Journal;
using Npgsql;
using Tenancy;

namespace Web.Import.Jobs;

/// <summary>Imports what was uploaded to this node, jurisdictions taking turns; what a restart interrupted is made again, which adds nothing twice.</summary>
/// <remarks>
/// Each is claimed in the database before: whatever stands in the queue twice, or in that of another node on the same data folder,
/// is made once. Whoever comes later waits until the claim is given up, or finds that it is over.
/// </remarks>
internal sealed partial class ImportWorker(
    ImportDesk desk, ImportJobs jobs, ImportEnds ends, ImportTarget target, Journal journal, Sessions sessions, Jurisdictions jurisdictions, TimeProvider time,
    ILogger<ImportWorker> logger) : BackgroundService
{
    /// <summary>How many imports are made at once, each of another jurisdiction.</summary>
    private const int AtOnce = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly Guid _run = Guid.NewGuid();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var staged in StagedImport.LeftIn(desk.Stage, time.GetUtcNow()))
            desk.Enqueue(staged);
        var turns = new ImportTurns();
        var made = new List<Task<StagedImport>>();
        Task<bool>? more = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            while (desk.Queue.TryRead(out var staged))
                turns.Add(staged);
            while (made.Count < AtOnce && turns.Next() is { } next)
                made.Add(MakeAsync(next, stoppingToken));
            more ??= desk.Queue.WaitToReadAsync(stoppingToken).AsTask();
            await Task.WhenAny([more, .. made]);
            if (more.IsCompleted)
                more = null;
            foreach (var over in made.FindAll(import => import.IsCompleted))
            {
                made.Remove(over);
                turns.Ended((await over).TenantId);
            }
        }

        await Task.WhenAll(made);
    }

    // An import that cannot even be noted as failed waits on disk for the next start, as does one that the node's end interrupts; the node goes on.
    private async Task<StagedImport> MakeAsync(StagedImport staged, CancellationToken cancellation)
    {
        try
        {
            await ImportAsync(staged, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            LogStopped(staged.Job);
        }
        catch (Exception failure)
        {
            LogLeft(staged.Job, failure);
        }

        return staged;
    }

    private async Task ImportAsync(StagedImport staged, CancellationToken cancellation)
    {
        try
        {
            if (await jobs.ClaimAsync(staged.TenantId, staged.Job, _run, cancellation) == ImportClaim.Mine)
                await RunAsync(staged, cancellation);
            await LeaveAsync(staged, cancellation);
        }
        catch (Exception interrupted) when (interrupted is JournalUnavailableException or NpgsqlException { IsTransient: true })
        {
            LogInterrupted(staged.Job, interrupted);
            await Task.Delay(Patience, cancellation);
            desk.Enqueue(staged);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await ReleaseAsync(staged);
            throw;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            LogFailed(staged.Job, failure);
            await FailAsync(staged, "internal", cancellation);
            await LeaveAsync(staged, cancellation);
        }
    }

    /// <summary>Takes an import off the disk that is over, its end told; one that another run makes is looked at again.</summary>
    private async Task LeaveAsync(StagedImport staged, CancellationToken cancellation)
    {
        if (await jobs.FindAsync(staged.TenantId, staged.Job, cancellation) is { Status: ImportStatus.Running })
        {
            _ = AgainAsync(staged, cancellation);
            return;
        }

        await ends.TellAsync(staged.TenantId, staged.Job);
        staged.Remove(desk.Stage);
        desk.Forget(staged);
    }

    /// <summary>Lets go what this run will not finish; if that cannot be told, the next one waits until this one counts as gone.</summary>
    private async Task ReleaseAsync(StagedImport staged)
    {
        try
        {
            await jobs.ReleaseAsync(staged.TenantId, staged.Job, _run, CancellationToken.None);
        }
        catch (NpgsqlException unreachable)
        {
            LogInterrupted(staged.Job, unreachable);
        }
    }

    private async Task AgainAsync(StagedImport staged, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(Patience, cancellation);
            desk.Enqueue(staged);
        }
        catch (OperationCanceledException)
        {
            // It stands on disk for the next start.
        }
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

        var (registry, missing) = await target.FindAsync(tenant, profile, registrar: null, cancellation);
        if (missing is not null)
        {
            await FailAsync(staged, $"unknown: {missing}", cancellation);
            return;
        }

        using var wanted = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var faults = new FaultParts(jobs, tenant, staged.Job);
        var run = new ImportRun(
            profile, new HistoryRecorder(journal, sessions, tenant, registry).RecordAsync,
            async (line, stop) =>
            {
                if (await faults.AddAsync(line, stop))
                    await HoldAsync(staged, wanted, stop);
            },
            async (progress, stop) =>
            {
                await jobs.AdvanceAsync(tenant, staged.Job, _run, progress, stop);
                await HoldAsync(staged, wanted, stop);
            })
        {
            Limits = ImportLimits.Upload,
        };
        try
        {
            await run.Add(staged.LogIn(desk.Stage), wanted.Token);
            await faults.FlushAsync(wanted.Token);
        }
        catch (OperationCanceledException) when (wanted.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return;
        }

        await jobs.EndAsync(tenant, staged.Job, _run, run.Summary(), cancellation);
    }

    /// <summary>Ends the run when the import is not wanted any more, or is another run's.</summary>
    private async Task HoldAsync(StagedImport staged, CancellationTokenSource wanted, CancellationToken cancellation)
    {
        if (!await jobs.HoldAsync(staged.TenantId, staged.Job, _run, cancellation))
            await wanted.CancelAsync();
    }

    private Task FailAsync(StagedImport staged, string fault, CancellationToken cancellation) =>
        jobs.FailAsync(staged.TenantId, staged.Job, _run, fault, cancellation);

    [LoggerMessage(LogLevel.Warning, "Import {Job} was interrupted and will be made again")]
    private partial void LogInterrupted(Guid job, Exception reason);

    [LoggerMessage(LogLevel.Information, "Import {Job} goes on at the next start")]
    private partial void LogStopped(Guid job);

    [LoggerMessage(LogLevel.Error, "Import {Job} failed")]
    private partial void LogFailed(Guid job, Exception reason);

    [LoggerMessage(LogLevel.Error, "Import {Job} waits for the next start: what came of it could not be noted")]
    private partial void LogLeft(Guid job, Exception reason);

    /// <summary>Collects lines of the error report into parts of one row each.</summary>
    private sealed class FaultParts(ImportJobs jobs, TenantId tenant, Guid job)
    {
        private const int LinesInPart = 500;
        private readonly StringBuilder _lines = new();
        private int _count;
        private int _parts;

        /// <summary>Adds a line; true when that filled a part.</summary>
        public async Task<bool> AddAsync(ErrorLine line, CancellationToken cancellation)
        {
            _lines.Append(line.ToJson()).Append('\n');
            if (++_count % LinesInPart != 0)
                return false;
            await FlushAsync(cancellation);
            return true;
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
