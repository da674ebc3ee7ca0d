using Tenancy;

namespace Grains.Journal;

/// <summary>Tells the rest of this process which tenants have just committed: a broadcast that merges what nobody has taken yet.</summary>
/// <remarks>
/// A hint, never a record: what must not be missed is marked in <c>tenant_due</c>, which every silo also reads each second.
/// Raising costs a set insertion for each watcher and never waits.
/// </remarks>
public sealed class Commits
{
    private readonly Lock _gate = new();
    private CommitWatch[] _watches = [];

    /// <summary>Says that these tenants have committed; called after the commit is durable, never inside the transaction.</summary>
    public void Raise(params ReadOnlySpan<TenantId> tenants)
    {
        foreach (var watch in Volatile.Read(ref _watches))
            watch.Add(tenants);
    }

    /// <summary>Begins to watch; what was raised before is not seen. Dispose it to stop.</summary>
    public CommitWatch Watch()
    {
        var watch = new CommitWatch(this);
        lock (_gate)
            Volatile.Write(ref _watches, [.. _watches, watch]);
        return watch;
    }

    internal void Remove(CommitWatch watch)
    {
        lock (_gate)
            Volatile.Write(ref _watches, [.. _watches.Where(w => w != watch)]);
    }
}
