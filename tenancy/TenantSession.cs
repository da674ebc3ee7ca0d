using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Tenancy.Isolation;

namespace Tenancy;

/// <summary>One transaction on one database as one role, sealed to its tenants: the only way to a connection.</summary>
/// <remarks>
/// The seal travels with the first command, in the same round trip, and the commit with the last; disposing without
/// committing rolls back. Not safe for concurrent use.
/// </remarks>
public sealed class TenantSession : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly string _tenants;
    private readonly string _seal;
    private bool _opened;
    private bool _ended;
    private string _begin = "begin";

    private TenantSession(NpgsqlConnection connection, string tenants, string seal)
    {
        _connection = connection;
        _tenants = tenants;
        _seal = seal;
    }

    /// <summary>Opens a session without sending anything yet.</summary>
    internal static async ValueTask<TenantSession> OpenAsync(
        Databases databases, string database, DatabaseRole role, IReadOnlyList<TenantId> tenants, CancellationToken cancellation)
    {
        var claim = Claim(role, tenants);
        var connection = await databases.Pool(database, role).OpenConnectionAsync(cancellation);
        return new TenantSession(connection, claim, claim.Length == 0 ? "" : databases.Key.Seal(role, claim));
    }

    /// <summary>Makes all that is read in this session one snapshot, read only; before anything is sent.</summary>
    internal TenantSession AsSnapshot()
    {
        _begin = "begin isolation level repeatable read read only";
        return this;
    }

    /// <summary>Runs commands in one round trip, in this transaction, and returns their results in order.</summary>
    public async Task<NpgsqlDataReader> ReadAsync(IEnumerable<NpgsqlBatchCommand> commands, CancellationToken cancellation = default)
    {
        var (batch, prologue) = NewBatch(commands);
        var reader = await batch.ExecuteReaderAsync(cancellation);
        if (prologue)
            await reader.NextResultAsync(cancellation);
        return reader;
    }

    /// <summary>Runs commands and commits in one round trip, and returns the commands' results in order.</summary>
    /// <remarks>The commit is known to have happened when the last result has been read to its end without an error.</remarks>
    public Task<NpgsqlDataReader> ReadLastAsync(IEnumerable<NpgsqlBatchCommand> commands, CancellationToken cancellation = default)
    {
        _ended = true;
        return ReadAsync(commands.Append(new NpgsqlBatchCommand("commit")), cancellation);
    }

    /// <summary>Runs commands and commits, all in one round trip.</summary>
    public async Task CommitAsync(IEnumerable<NpgsqlBatchCommand> commands, CancellationToken cancellation = default)
    {
        await using var batch = NewBatch(commands.Append(new NpgsqlBatchCommand("commit"))).Batch;
        await batch.ExecuteNonQueryAsync(cancellation);
        _ended = true;
    }

    /// <summary>Commits what was done.</summary>
    public Task CommitAsync(CancellationToken cancellation = default) =>
        // To commit a transaction that has failed is no error to PostgreSQL, it rolls back; any other statement is one.
        _opened ? CommitAsync([new NpgsqlBatchCommand("select")], cancellation) : Task.CompletedTask;

    /// <summary>Runs one command; returns the number of rows it touched.</summary>
    public async Task<int> ExecuteAsync(NpgsqlBatchCommand command, CancellationToken cancellation = default)
    {
        await using var batch = NewBatch([command]).Batch;
        await batch.ExecuteNonQueryAsync(cancellation);
        return command.RecordsAffected;
    }

    /// <summary>The open, sealed connection with its transaction begun, for Dapper.</summary>
    public async ValueTask<NpgsqlConnection> ConnectAsync(CancellationToken cancellation = default)
    {
        if (!_opened)
        {
            await using var batch = NewBatch([]).Batch;
            await batch.ExecuteNonQueryAsync(cancellation);
        }

        return _connection;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // A connection that may be inside a transaction must not go back to the pool before the rollback.
        if (_opened && !_ended && _connection.State == System.Data.ConnectionState.Open)
        {
            try
            {
                await using var rollback = _connection.CreateCommand();
                rollback.CommandText = "rollback";
                await rollback.ExecuteNonQueryAsync(CancellationToken.None);
            }
            catch (NpgsqlException)
            {
                // The server rolls back by itself what it can no longer be told about.
            }
        }

        await _connection.DisposeAsync();
    }

    /// <summary>Whom the session speaks for, in the form that the functions of <c>001_sealed_tenant.sql</c> read.</summary>
    private static string Claim(DatabaseRole role, IReadOnlyList<TenantId> tenants) => role switch
    {
        DatabaseRole.Journal => "{" + string.Join(',', tenants.Select(t => t.Value)) + "}",
        DatabaseRole.Granted => string.Create(CultureInfo.InvariantCulture, $"{tenants[0].Value}>{tenants[1].Value}"),
        _ => tenants.Count == 0 ? "" : tenants.Single().Value.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>A batch of the commands; the first one begins the transaction and seals it, with one result of its own.</summary>
    private (NpgsqlBatch Batch, bool Prologue) NewBatch(IEnumerable<NpgsqlBatchCommand> commands)
    {
        var batch = new NpgsqlBatch(_connection);
        var prologue = !_opened;
        // Whether or not the batch succeeds, a transaction may now be open.
        _opened = true;
        if (prologue)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(_begin));
            batch.BatchCommands.Add(new NpgsqlBatchCommand("select set_config('app.tenant', $1, true), set_config('app.seal', $2, true)")
            {
                Parameters =
                {
                    new() { Value = _tenants, NpgsqlDbType = NpgsqlDbType.Text },
                    new() { Value = _seal, NpgsqlDbType = NpgsqlDbType.Text },
                },
            });
        }

        foreach (var command in commands)
            batch.BatchCommands.Add(command);
        return (batch, prologue);
    }
}
