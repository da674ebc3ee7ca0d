using System.Collections.Concurrent;
using System.Threading.Channels;
using Tenancy.Hosting;
using Tenancy.Permissions;
using Web.Acts;
using Web.Catalogue;

namespace Web.Import.Jobs;

/// <summary>Takes uploads in and queues them for the worker of this node; cancels them.</summary>
public sealed class ImportDesk(ImportJobs jobs, ImportEnds ends, ImportTarget target, CatalogueActs catalogue, DatabaseServer server, ActLog acts)
{
    /// <summary>What the audit log calls an import of history.</summary>
    internal const string Act = "history-imported";

    /// <summary>What the audit log calls the cancelling of one.</summary>
    internal const string CancelAct = "import-cancelled";

    /// <summary>The code of the refusal of one more than may wait.</summary>
    internal const string Full = "imports-full";

    private const int LongestFileName = 255;

    private readonly Channel<StagedImport> _queue = Channel.CreateUnbounded<StagedImport>();
    private readonly ConcurrentDictionary<Guid, bool> _known = [];

    /// <summary>Where uploads wait.</summary>
    internal string Stage { get; } = Path.Combine(server.DataFolder, "imports");

    /// <summary>Uploads in the order in which they came.</summary>
    internal ChannelReader<StagedImport> Queue => _queue.Reader;

    /// <summary>Takes an upload in, unless something is wrong with the profile or the file's name, or as many wait as may.</summary>
    /// <param name="caller">Who uploads, for the own jurisdiction; imports history of all of it.</param>
    /// <param name="upload">What was uploaded.</param>
    /// <param name="cancellation">Ends it before anything is kept.</param>
    /// <exception cref="UnauthorizedAccessException">The caller may not import into the whole jurisdiction: a door that forgot to ask.</exception>
    public async Task<ImportTaken> AcceptAsync(Caller caller, ImportUpload upload, CancellationToken cancellation)
    {
        if (!caller.Can(Permission.ImportHistory, caller.Tenant))
            throw new UnauthorizedAccessException("Whoever imports history does so for the whole jurisdiction.");
        if (LogFormats.Of(upload.FileName) is null)
            return new(null, [new ProfileFault("file", upload.FileName, ".csv, .xes, .csv.gz, .xes.gz")]);
        if (upload.FileName.Length > LongestFileName)
            return new(null, [new ProfileFault("file", upload.FileName[..LongestFileName] + "…", $"≤ {LongestFileName}")]);
        var reading = upload.OwnProfile is { } own ? await MappingProfiles.Read(own, cancellation) : Shipped(upload.Profile);
        reading ??= await MappingProfiles.Find(upload.Profile!, cancellation);
        if (reading.Profile is not { } profile)
            return new(null, reading.Faults);
        if (upload.OwnProfile is { } read)
            read.Position = 0;
        var job = Guid.CreateVersion7();
        var intent = await acts.IntendAsync(
            caller, Act, upload.FileName, new { job, profile = profile.Name, upload.Department, upload.Item }, cancellation);
        // The row comes first: what stands on disk whole can always be claimed, and whatever becomes of it, its end is told.
        if (!await acts.TryAsync(caller, intent, Act, upload.FileName, () =>
            jobs.AddAsync(caller.Tenant, job, caller.Login, upload.FileName, profile.Name, intent, cancellation)))
        {
            await acts.RefusedAsync(caller, intent, Act, upload.FileName, Full);
            return new(null, [], Full: true);
        }

        var staged = new StagedImport(
            caller.Tenant.Value, job, upload.FileName, caller.Login, upload.OwnProfile is null ? upload.Profile : null, upload.Department, upload.Item);
        await StageAsync(caller, staged, upload, profile, cancellation);
        Enqueue(staged);
        return new(job, []);
    }

    /// <summary>Cancels an import that waits or runs, for a caller who may; what is recorded stays.</summary>
    /// <param name="caller">Who cancels, in the own jurisdiction.</param>
    /// <param name="job">Which.</param>
    /// <param name="cancellation">Ends it before the commit.</param>
    public async Task<CancelOutcome> CancelAsync(Caller caller, Guid job, CancellationToken cancellation)
    {
        if (!caller.Can(Permission.ImportHistory, caller.Tenant) || await jobs.FindAsync(caller.Tenant, job, cancellation) is not { } known)
            return CancelOutcome.Unknown;
        if (known.Status != ImportStatus.Running)
            return CancelOutcome.OverBefore;
        var intent = await acts.IntendAsync(caller, CancelAct, known.FileName, new { job }, cancellation);
        if (await acts.TryAsync(caller, intent, CancelAct, known.FileName, () => jobs.CancelAsync(caller.Tenant, job, caller.Login, cancellation)) is not { } claimed)
        {
            await acts.RefusedAsync(caller, intent, CancelAct, known.FileName, "over-before");
            return CancelOutcome.OverBefore;
        }

        await acts.DoneAsync(caller, intent, CancelAct, known.FileName, new { job });
        await ends.TellAsync(caller.Tenant, job);
        // Its place is another's now: what nobody makes must not go on taking room.
        if (!claimed)
            StagedImport.RemoveWhole(Stage, caller.Tenant, job);
        return CancelOutcome.Cancelled;
    }

    private async Task StageAsync(Caller caller, StagedImport staged, ImportUpload upload, MappingProfile profile, CancellationToken cancellation)
    {
        try
        {
            // As long as the caller is here to whom it is told: an import may last longer than his session is kept.
            await target.FindAsync(caller.Tenant, profile.For(upload.Department, upload.Item), TargetRegistrar.Of(catalogue, caller), cancellation);
            await staged.WriteAsync(Stage, upload.Log, upload.OwnProfile, cancellation);
        }
        catch
        {
            staged.Remove(Stage);
            await jobs.FailAsync(staged.TenantId, staged.Job, run: null, "upload", CancellationToken.None);
            await ends.TellAsync(staged.TenantId, staged.Job);
            throw;
        }
    }

    /// <summary>Queues an upload that is on disk.</summary>
    internal void Enqueue(StagedImport staged)
    {
        _known[staged.Job] = true;
        _queue.Writer.TryWrite(staged);
    }

    /// <summary>Queues an upload that is on disk, unless this node has it in hand.</summary>
    internal void EnqueueNew(StagedImport staged)
    {
        if (_known.TryAdd(staged.Job, true))
            _queue.Writer.TryWrite(staged);
    }

    /// <summary>Forgets an upload that is off the disk.</summary>
    internal void Forget(StagedImport staged) => _known.TryRemove(staged.Job, out _);

    // Only names of shipped profiles: a path would let the caller read this node's files.
    private static ProfileReading? Shipped(string? name) => name is not null && MappingProfiles.Shipped.Contains(name)
        ? null
        : new ProfileReading(null, [new ProfileFault("profile", name ?? "", "one of " + string.Join(", ", MappingProfiles.Shipped) + ", or a profile of your own")]);
}

/// <summary>What was uploaded.</summary>
/// <param name="FileName">What the file is called; its ending tells the format.</param>
/// <param name="Log">The log.</param>
/// <param name="Profile">Name of a shipped profile; null when the upload brings its own.</param>
/// <param name="OwnProfile">A profile of the caller's own, seekable; null when a shipped one is named.</param>
/// <param name="Department">Instead of the profile's department; null keeps it.</param>
/// <param name="Item">Instead of the profile's item; null keeps it.</param>
public sealed record ImportUpload(string FileName, Stream Log, string? Profile, Stream? OwnProfile, string? Department, string? Item);
