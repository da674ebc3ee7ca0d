using Npgsql;
using Tenancy.Isolation;

namespace Tenancy;

/// <summary>One direct connection to a database, outside every pool, that hears its ticks.</summary>
/// <remarks>
/// A tick carries nothing and may be lost; it only hints that something was committed. The connection speaks for no tenant
/// and sees no row.
/// </remarks>
public sealed class TickListener : IAsyncDisposable
{
    // Seconds after which a connection that has silently gone is noticed.
    private const int KeepAlive = 10;

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;
    private readonly SemaphoreSlim _heard = new(0);
    private readonly CancellationTokenSource _stopped = new();
    private readonly Task _hearing;

    private TickListener(NpgsqlDataSource source, NpgsqlConnection connection)
    {
        _source = source;
        _connection = connection;
        _hearing = HearAsync();
    }

    /// <summary>Connects and listens.</summary>
    internal static async Task<TickListener> OpenAsync(Databases databases, string database, CancellationToken cancellation)
    {
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(databases.ConnectionString(database, DatabaseRole.Silo))
        {
            Pooling = false,
            KeepAlive = KeepAlive,
        });
        try
        {
            var connection = await source.OpenConnectionAsync(cancellation);
            await using var listen = connection.CreateCommand();
            listen.CommandText = $"listen {databases.Key.TickChannel}";
            await listen.ExecuteNonQueryAsync(cancellation);
            return new TickListener(source, connection);
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits for a tick; all that came since the last call count as one.</summary>
    /// <returns>Whether there was one before the time was up.</returns>
    /// <exception cref="NpgsqlException">The connection is lost: dispose this listener and open another.</exception>
    public async Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellation = default)
    {
        var heard = await _heard.WaitAsync(atMost, cancellation);
        if (_hearing.IsCompleted)
            await _hearing;
        return heard;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await _hearing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _connection.DisposeAsync();
        await _source.DisposeAsync();
        _stopped.Dispose();
    }

    /// <summary>Takes every tick off the connection as it comes, so that none are queued behind a slow listener.</summary>
    private async Task HearAsync()
    {
        try
        {
            while (true)
            {
                await _connection.WaitAsync(_stopped.Token);
                if (_heard.CurrentCount == 0)
                    _heard.Release();
            }
        }
        finally
        {
            _heard.Release();
        }
    }
}
