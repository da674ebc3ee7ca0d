using System.Collections.Concurrent;
using Npgsql;
using Tenancy;

namespace Grains.Journal;

/// <summary>The registries this process has read, one for each tenant it works for; those not used for the longest time are let go.</summary>
/// <param name="sessions">Where they are read.</param>
/// <param name="most">How many are held at most (platform default): a registry of 100 items takes some 200 KiB.</param>
public sealed class Registries(Sessions sessions, int most = Registries.Most)
{
    /// <summary>How many registries a process holds at most, unless told otherwise.</summary>
    public const int Most = 256;

    private const string ReadVersion = "select registry from head";

    private readonly ConcurrentDictionary<TenantId, Known> _known = new();
    private readonly Lock _evicting = new();

    // Grows with every reading; what is used takes its number: order enough to tell who was used last, and no clock.
    private long _age;

    /// <summary>How many are held now.</summary>
    public int Count => _known.Count;

    /// <summary>The registry if the process has it at this version or a later one; reads nothing.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="version"><c>head.registry</c>, as read under the tenant's lock.</param>
    /// <returns>Null when it must be read: <see cref="AtLeastAsync"/>.</returns>
    public Registry? Cached(TenantId tenant, long version) =>
        _known.TryGetValue(tenant, out var known) && known.Reading is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } read }
        && read.GetAwaiter().GetResult() is var registry && registry.Version >= version
            ? Used(known, registry)
            : null;

    /// <summary>The registry at this version or a later one, read again where the process has an older one.</summary>
    /// <remarks>Opens a session of its own; callers that arrive together share one reading.</remarks>
    public async ValueTask<Registry> AtLeastAsync(TenantId tenant, long version, CancellationToken cancellation = default)
    {
        // Twice at most: a reading under way when this caller came may be older than what it has seen, the next one cannot.
        for (var attempt = 0; attempt < 3; attempt++)
        {
            if (Cached(tenant, version) is { } cached)
                return cached;
            var known = _known.GetOrAdd(tenant, Reading);
            Registry registry;
            try
            {
                registry = await known.Reading.Value.WaitAsync(cancellation);
            }
            catch when (known.Reading.Value.IsFaulted)
            {
                _known.TryRemove(new(tenant, known));
                throw;
            }

            if (registry.Version >= version)
                return Used(known, registry);
            _known.TryUpdate(tenant, Reading(tenant), known);
        }

        throw new InvalidOperationException($"The registry of tenant {tenant} never reached version {version}.");
    }

    /// <summary>The registry as it stands in the database now: its version is asked for, and the registry read again where the process has an older one.</summary>
    public async ValueTask<Registry> CurrentAsync(TenantId tenant, CancellationToken cancellation = default)
    {
        var version = 0L;
        await using (var session = await sessions.OpenAsync(tenant, cancellation))
        {
            await using var reader = await session.ReadAsync([new NpgsqlBatchCommand(ReadVersion)], cancellation);
            if (await reader.ReadAsync(cancellation))
                version = reader.GetInt64(0);
        }

        return await AtLeastAsync(tenant, version, cancellation);
    }

    private static Registry Used(Known known, Registry registry, long age)
    {
        // Written only when it changes: readers on all cores share the line.
        if (Volatile.Read(ref known.LastUsed) != age)
            Volatile.Write(ref known.LastUsed, age);
        return registry;
    }

    private Registry Used(Known known, Registry registry) => Used(known, registry, Volatile.Read(ref _age));

    // The reading is shared, so no single caller's token may end it.
    private Known Reading(TenantId tenant)
    {
        Evict();
        return new Known(new(() => ReadAsync(tenant))) { LastUsed = Interlocked.Increment(ref _age) };
    }

    /// <summary>Makes room for one more, and for an eighth at a time, so that it is not done at every reading.</summary>
    private void Evict()
    {
        if (_known.Count < most)
            return;
        lock (_evicting)
        {
            var keep = most - 1 - (most / 8);
            foreach (var one in _known.OrderByDescending(one => Volatile.Read(ref one.Value.LastUsed)).Skip(Math.Max(keep, 0)))
                _known.TryRemove(one);
        }
    }

    private sealed class Known(Lazy<Task<Registry>> reading)
    {
        public long LastUsed;

        public Lazy<Task<Registry>> Reading { get; } = reading;
    }

    private async Task<Registry> ReadAsync(TenantId tenant)
    {
        await using var session = await sessions.OpenAsync(tenant, CancellationToken.None);
        return await RegistryReader.ReadAsync(session, CancellationToken.None);
    }
}
