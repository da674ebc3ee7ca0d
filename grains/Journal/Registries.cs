using System.Collections.Concurrent;
using Tenancy;

namespace Grains.Journal;

/// <summary>The registries this process has read, one for each tenant it works for.</summary>
public sealed class Registries(Sessions sessions)
{
    private readonly ConcurrentDictionary<TenantId, Lazy<Task<Registry>>> _known = new();

    /// <summary>The registry if the process has it at this version or a later one; reads nothing.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="version"><c>head.registry</c>, as read under the tenant's lock.</param>
    /// <returns>Null when it must be read: <see cref="AtLeastAsync"/>.</returns>
    public Registry? Cached(TenantId tenant, long version) =>
        _known.TryGetValue(tenant, out var known) && known is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } read }
        && read.GetAwaiter().GetResult() is var registry && registry.Version >= version
            ? registry
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
                registry = await known.Value.WaitAsync(cancellation);
            }
            catch when (known.Value.IsFaulted)
            {
                _known.TryRemove(new(tenant, known));
                throw;
            }

            if (registry.Version >= version)
                return registry;
            _known.TryUpdate(tenant, Reading(tenant), known);
        }

        throw new InvalidOperationException($"The registry of tenant {tenant} never reached version {version}.");
    }

    /// <summary>The registry as it stands in the database now.</summary>
    public ValueTask<Registry> CurrentAsync(TenantId tenant, CancellationToken cancellation = default)
    {
        _known[tenant] = Reading(tenant);
        return AtLeastAsync(tenant, 0, cancellation);
    }

    // The reading is shared, so no single caller's token may end it.
    private Lazy<Task<Registry>> Reading(TenantId tenant) => new(() => ReadAsync(tenant));

    private async Task<Registry> ReadAsync(TenantId tenant)
    {
        await using var session = await sessions.OpenAsync(tenant, CancellationToken.None);
        return await RegistryReader.ReadAsync(session, CancellationToken.None);
    }
}
