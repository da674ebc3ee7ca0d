using Tenancy;

namespace Web.Import.Jobs;

/// <summary>Says which uploads this node has, takes over what another node left on the same disk, ends imports whose upload no node has any more, and tells ends that were not told.</summary>
/// <remarks>
/// Nodes that were all stopped for long must not find their uploads given up: one ends others' imports only when it has been up
/// for as long as an upload may be unheard of.
/// </remarks>
internal sealed partial class ImportWatch(ImportDesk desk, ImportJobs jobs, ImportEnds ends, Jurisdictions jurisdictions, TimeProvider time, ILogger<ImportWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        await TellEndsAsync(stoppingToken);
        var ended = time.GetTimestamp();
        do
        {
            await HaveAsync(stoppingToken);
            if (time.GetElapsedTime(ended) < ImportJobs.Unheard)
                continue;
            ended = time.GetTimestamp();
            await EndLostAsync(stoppingToken);
            await TellEndsAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Says which uploads are on this node's disk, and queues those that are not queued yet.</summary>
    internal async Task HaveAsync(CancellationToken cancellation)
    {
        // A folder that came with another installation's data is nobody's here.
        foreach (var staged in StagedImport.LeftIn(desk.Stage, time.GetUtcNow()).Where(one => jurisdictions.Tree.TryFind(one.TenantId, out _)))
        {
            desk.EnqueueNew(staged);
            await TryAsync(staged.TenantId, () => jobs.HaveAsync(staged.TenantId, staged.Job, cancellation));
        }
    }

    /// <summary>Ends the imports whose upload no node has had for <see cref="ImportJobs.Unheard"/>.</summary>
    internal async Task EndLostAsync(CancellationToken cancellation)
    {
        foreach (var jurisdiction in jurisdictions.Tree.All)
            await TryAsync(jurisdiction.Id, () => jobs.EndLostAsync(jurisdiction.Id, cancellation));
    }

    /// <summary>Tells the audit log the ends that nobody has told: of imports that were lost, and of those over while the log could not be reached or a node died.</summary>
    internal async Task TellEndsAsync(CancellationToken cancellation)
    {
        foreach (var jurisdiction in jurisdictions.Tree.All)
        {
            cancellation.ThrowIfCancellationRequested();
            await ends.TellAsync(jurisdiction.Id);
        }
    }

    private async Task TryAsync(TenantId tenant, Func<Task> look)
    {
        try
        {
            await look();
        }
        catch (Exception away) when (away is not OperationCanceledException)
        {
            LogFailed(tenant, away);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The uploads of tenant {Tenant} could not be looked after; it is tried again")]
    private partial void LogFailed(TenantId tenant, Exception exception);
}
