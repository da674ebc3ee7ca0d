using System.Collections.Concurrent;
using Dapper;
using Tenancy;

namespace Silo.Sweep;

/// <summary>Makes the monthly partitions of events ahead of time.</summary>
internal sealed class Partitions(Sessions sessions, TimeProvider time)
{
    // Further than a silo is ever down.
    private const string Ensure = "select app.ensure_event_partition((now() + make_interval(months => ahead))::date) from generate_series(0, 6) as ahead";

    private static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    private readonly ConcurrentDictionary<string, long> _ensured = new(StringComparer.Ordinal);

    /// <summary>Makes sure of this month's partition and the next six; looks a few times a day.</summary>
    public async Task EnsureAsync(string database, CancellationToken cancellation)
    {
        if (_ensured.TryGetValue(database, out var at) && time.GetElapsedTime(at) < Interval)
            return;
        await using var session = await sessions.OpenSiloAsync(database, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(Ensure, cancellationToken: cancellation));
        await session.CommitAsync(cancellation);
        _ensured[database] = time.GetTimestamp();
    }
}
