using System.Collections.Concurrent;
using System.Collections.Immutable;
using Dapper;
using Grains.Cases;
using Tenancy;

namespace Grains.Journal;

/// <summary>The platform's own outages, by database: from one beat of the nodes that take events to the next, where that is too far.</summary>
/// <remarks>
/// As long as the last beat this process knows of is not further back than <see cref="Gap"/>, it knows of every outage there can
/// have been; beyond that it asks, and what has gone on since that beat is an outage already, whoever writes it down.
/// </remarks>
public sealed class OutageBook(Sessions sessions, Jurisdictions jurisdictions)
{
    /// <summary>From one beat to the next: ten seconds (platform default).</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    /// <summary>Without a beat for longer than this, the platform was out: one minute (platform default). A shorter gap is what sending again is for.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromMinutes(1);

    /// <summary>How far back outages are read: further than anything is told that is not imported history.</summary>
    private static readonly TimeSpan Back = TimeSpan.FromDays(400);

    private const string DoBeat = "select app.beat(@gap)";

    private const string ReadClock = "select clock_timestamp()";

    private const string Read = "select from_at as FromAt, until_at as UntilAt from app.outages(clock_timestamp() - @back)";

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <summary>Tells a database that a node which takes events reaches it, and hears of its outages.</summary>
    public async Task BeatAsync(string database, CancellationToken cancellation = default)
    {
        await using var session = await sessions.OpenSiloAsync(database, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(DoBeat, new { gap = Gap }, cancellationToken: cancellation));
        _known[database] = await ReadAsync(connection, cancellation);
        await session.CommitAsync(cancellation);
    }

    /// <summary>Every outage of a tenant's database up to <paramref name="now"/>, one that still lasts included; in order.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="now">The database's clock.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async ValueTask<ImmutableArray<Outage>> ForAsync(TenantId tenant, DateTimeOffset now, CancellationToken cancellation)
    {
        var database = jurisdictions.Tree[tenant].Database;
        if (!_known.TryGetValue(database, out var known) || now - known.LastBeat > Gap)
            _known[database] = known = await ReadAsync(database, cancellation);
        return known.IsOut(now) ? known.Outages.Add(new(known.LastBeat, now)) : known.Outages;
    }

    private async Task<Known> ReadAsync(string database, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenSiloAsync(database, cancellation);
        return await ReadAsync(await session.ConnectAsync(cancellation), cancellation);
    }

    private static async Task<Known> ReadAsync(System.Data.Common.DbConnection connection, CancellationToken cancellation)
    {
        var now = await connection.ExecuteScalarAsync<DateTime>(new CommandDefinition(ReadClock, cancellationToken: cancellation));
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(Read, new { back = Back }, cancellationToken: cancellation));
        return Known.Of([.. rows], new(now, TimeSpan.Zero));
    }

    private sealed record Row(DateTime FromAt, DateTime? UntilAt);

    /// <summary>What one look found; where no node ever beat, as of that look.</summary>
    private sealed record Known(DateTimeOffset LastBeat, bool EverBeat, ImmutableArray<Outage> Outages)
    {
        public static Known Of(IReadOnlyList<Row> rows, DateTimeOffset now)
        {
            var beat = rows.FirstOrDefault(row => row.UntilAt is null);
            return new(
                beat is null ? now : new(beat.FromAt, TimeSpan.Zero),
                beat is not null,
                [.. rows.Where(row => row.UntilAt is not null).Select(row => new Outage(new(row.FromAt, TimeSpan.Zero), new(row.UntilAt!.Value, TimeSpan.Zero)))]);
        }

        public bool IsOut(DateTimeOffset now) => EverBeat && now - LastBeat > Gap;
    }
}
