using System.Collections.Concurrent;
using Dapper;
using Npgsql;
using Tenancy;

namespace Web.Live;

/// <summary>Until when time has been judged: what is due before and not yet swept holds it back.</summary>
/// <remarks>
/// Read without a tenant, so that no case data is touched; used again for half a second, and always older than the
/// figures it stands beside, so that it never claims too much.
/// </remarks>
public sealed class JudgedUntil(Sessions sessions, TimeProvider time)
{
    private const string ReadDue = "select now(), tenant, next_due_at, outbox_pending from tenant_due union all select now(), 0, null, false";

    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <summary>What is known of every database that holds one of these jurisdictions.</summary>
    public async Task<IReadOnlyDictionary<string, DueMap>> ReadAsync(IEnumerable<string> placements, CancellationToken cancellation = default)
    {
        var maps = new Dictionary<string, DueMap>(StringComparer.Ordinal);
        foreach (var database in placements.Distinct(StringComparer.Ordinal))
            maps[database] = await ReadAsync(database, cancellation);
        return maps;
    }

    private async Task<DueMap> ReadAsync(string database, CancellationToken cancellation)
    {
        var known = _known.GetOrAdd(database, static _ => new Known());
        if (known.Map is { } map && time.GetElapsedTime(known.ReadAt) < Fresh)
            return map;
        await known.Turn.WaitAsync(cancellation);
        try
        {
            if (known.Map is { } read && time.GetElapsedTime(known.ReadAt) < Fresh)
                return read;
            var now = time.GetTimestamp();
            known.Map = await QueryAsync(database, cancellation);
            known.ReadAt = now;
            return known.Map;
        }
        catch (NpgsqlException) when (known.Map is not null)
        {
            // Its jurisdictions are judged until when they were last seen to be; no figure of them is newer than that.
            known.ReadAt = time.GetTimestamp();
            return known.Map;
        }
        finally
        {
            known.Turn.Release();
        }
    }

    private async Task<DueMap> QueryAsync(string database, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenSiloAsync(database, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        var rows = (await connection.QueryAsync<(DateTime Now, int Tenant, DateTime? NextDue, bool Pending)>(
            new CommandDefinition(ReadDue, cancellationToken: cancellation))).AsList();
        return new DueMap(
            new(rows[0].Now, TimeSpan.Zero),
            rows.Where(r => r.NextDue < r.Now).ToDictionary(r => new TenantId(r.Tenant), r => new DateTimeOffset(r.NextDue!.Value, TimeSpan.Zero)),
            rows.Where(r => r.Pending).Select(r => new TenantId(r.Tenant)).ToHashSet());
    }

    private sealed class Known
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public DueMap? Map { get; set; }

        public long ReadAt { get; set; }
    }
}

/// <summary>What one database said about work that is due.</summary>
/// <param name="ReadAt">When it said so, by its own clock, UTC.</param>
/// <param name="Overdue">Tenants with something due and not yet swept: since when, UTC.</param>
/// <param name="Untold">Tenants with changes that their ancestors have not heard yet.</param>
public sealed record DueMap(DateTimeOffset ReadAt, IReadOnlyDictionary<TenantId, DateTimeOffset> Overdue, IReadOnlySet<TenantId> Untold);
