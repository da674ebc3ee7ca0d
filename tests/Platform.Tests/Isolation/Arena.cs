using Npgsql;
using Platform.Tests.Server;
using Tenancy;
using Tenancy.Isolation;
using Xunit;

namespace Platform.Tests.Isolation;

/// <summary>
/// Two tenants in one database, with rows in every table that has a tenant: a few of one's own, four hundred of the other's. What
/// is asked here is asked as raw SQL in one's own sealed session.
/// </summary>
public sealed class Arena(PostgresServer server) : IAsyncLifetime
{
    public const int OwnRows = 3;

    public const int OtherRows = 400;

    public TestPlatform Platform { get; } = new(server);

    public TenantId Own => Platform["330102"].Id;

    public TenantId Other => Platform["330122"].Id;

    /// <summary>The data database and the directory database, by their names on the server.</summary>
    public IReadOnlyList<string> DatabaseNames => [Platform.First, Platform.Directory];

    /// <summary>Tables with a tenant column, by database name; partitions are not listed, their table is.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<IsolatedTable>> Tables { get; private set; } =
        new Dictionary<string, IReadOnlyList<IsolatedTable>>();

    public async ValueTask InitializeAsync()
    {
        await Platform.InitializeAsync();
        var tables = new Dictionary<string, IReadOnlyList<IsolatedTable>>();
        foreach (var database in DatabaseNames)
        {
            tables[database] = await IsolatedTables.ReadAsync(server, database);
            Assert.NotEmpty(tables[database]);
            await IsolatedTables.FillAsync(server, database, tables[database], (Own, OwnRows), (Other, OtherRows));
        }

        Tables = tables;
    }

    public ValueTask DisposeAsync() => Platform.DisposeAsync();

    /// <summary>Runs statements in order in a session of one's own, and tells how the last one ended, or the first that failed.</summary>
    public Task<Outcome> AskAsync(string database, params string[] statements) => AskAsync(database, DatabaseRole.Tenant, [Own], statements);

    /// <summary>The same as another role, sealed for other tenants.</summary>
    public async Task<Outcome> AskAsync(string database, DatabaseRole role, IReadOnlyList<TenantId> tenants, params string[] statements)
    {
        await using var session = await OpenAsync(database, role, tenants);
        return await AskAsync(await session.ConnectAsync(), statements);
    }

    /// <summary>Runs statements in order on a connection.</summary>
    public static async Task<Outcome> AskAsync(NpgsqlConnection connection, params string[] statements)
    {
        try
        {
            var rows = new List<string>();
            foreach (var statement in statements)
                rows = await RowsAsync(connection, statement);
            return new Outcome(null, "", rows);
        }
        catch (PostgresException e)
        {
            return new Outcome(e.SqlState, $"{e.MessageText} {e.Detail} {e.Hint}", []);
        }
    }

    /// <summary>A sealed session; the data database of this arena, or the directory.</summary>
    public ValueTask<TenantSession> OpenAsync(string database, DatabaseRole role, IReadOnlyList<TenantId> tenants) => TenantSession.OpenAsync(
        Platform.Databases, database == Platform.Directory ? Databases.Directory : database, role, tenants, CancellationToken.None);

    /// <summary>Runs SQL as the database's owner.</summary>
    public Task OwnerAsync(string database, string sql) => server.ExecuteAsync(database, sql);

    /// <summary>Reads the first column as the database's owner.</summary>
    public Task<IReadOnlyList<string>> OwnerListAsync(string database, string sql) => server.ListAsync<string>(database, sql);

    /// <summary>Asks the same of every table of both databases; what <paramref name="learn"/> makes of the answer is what was learnt.</summary>
    public async Task<IEnumerable<string>> EveryTableAsync(Func<string, IsolatedTable, Task<string?>> learn)
    {
        var learnt = new List<string>();
        foreach (var (database, tables) in Tables)
        {
            foreach (var table in tables)
            {
                if (await learn(database, table) is { } something)
                    learnt.Add($"{table.Name}: {something}");
            }
        }

        return learnt;
    }

    private static async Task<List<string>> RowsAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.AllResultTypesAreUnknown = true;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : reader.GetString(i))));
        return rows;
    }
}
