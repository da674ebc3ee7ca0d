using Tenancy;

namespace Grains.Journal;

/// <summary>One watcher of <see cref="Commits"/>: the tenants that committed since it last took them, each once.</summary>
/// <remarks>It holds at most one entry a tenant, however long nobody takes. One taker at a time.</remarks>
public sealed class CommitWatch : IDisposable
{
    private readonly Commits _commits;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _some = new(0);
    private HashSet<TenantId> _pending = [];

    internal CommitWatch(Commits commits) => _commits = commits;

    /// <summary>Waits until some tenant has committed, or until the time is up, and takes all that have.</summary>
    /// <returns>The tenants, each once; empty when the time was up first.</returns>
    public async Task<IReadOnlySet<TenantId>> TakeAsync(TimeSpan atMost, CancellationToken cancellation = default)
    {
        await _some.WaitAsync(atMost, cancellation);
        lock (_gate)
        {
            var taken = _pending;
            _pending = [];
            return taken;
        }
    }

    internal void Add(ReadOnlySpan<TenantId> tenants)
    {
        lock (_gate)
        {
            var wake = _pending.Count == 0 && tenants.Length > 0;
            foreach (var tenant in tenants)
                _pending.Add(tenant);
            if (wake && _some.CurrentCount == 0)
                _some.Release();
        }
    }

    /// <summary>Stops watching.</summary>
    /// <remarks>The semaphore is left alone: somebody may be raising at this moment, and it holds nothing to release.</remarks>
    public void Dispose() => _commits.Remove(this);
}
