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
    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;

    private TickListener(NpgsqlDataSource source, NpgsqlConnection connection)
    {
        _source = source;
        _connection = connection;
    }

    /// <summary>Connects and listens.</summary>
    internal static async Task<TickListener> OpenAsync(Databases databases, string database, CancellationToken cancellation)
    {
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(databases.ConnectionString(database, DatabaseRole.Silo))
        {
            Pooling = false,
            KeepAlive = 10,
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

    /// <summary>Waits for the next tick; ticks that came since the last call count.</summary>
    /// <returns>Whether there was one before the time was up.</returns>
    /// <exception cref="NpgsqlException">The connection is lost: dispose this listener and open another.</exception>
    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellation = default) => _connection.WaitAsync(atMost, cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _source.DisposeAsync();
    }
}
