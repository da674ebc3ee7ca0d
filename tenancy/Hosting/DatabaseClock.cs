using Dapper;

namespace Tenancy.Hosting;

/// <summary>How far this node's clock is from a database's, by which events are recorded and judged.</summary>
public sealed class DatabaseClock(Sessions sessions, TimeProvider time)
{
    /// <summary>A node further off than this is not ready and judges nothing.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    /// <summary>This node's time minus the database's, exact to half the round trip.</summary>
    public async Task<TimeSpan> OffsetAsync(string database, CancellationToken cancellation = default)
    {
        await using var session = await sessions.OpenSiloAsync(database, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        var before = time.GetUtcNow();
        var theirs = await connection.ExecuteScalarAsync<DateTime>(new CommandDefinition("select clock_timestamp()", cancellationToken: cancellation));
        var after = time.GetUtcNow();
        return before + (after - before) / 2 - new DateTimeOffset(theirs, TimeSpan.Zero);
    }
}
