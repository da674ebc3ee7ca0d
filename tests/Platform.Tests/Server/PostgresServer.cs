using System.Security.Cryptography;
using Npgsql;
using Platform.Tests.Embedded;
using Platform.Tests.Server;
using Tenancy.Embedded;
using Tenancy.Isolation;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Platform.Tests.Server;

/// <summary>One PostgreSQL server for all tests of this assembly; each test class takes databases of its own from it.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private EmbeddedServer? _server;
    private bool _templates;
    private int _count;

    /// <summary>The bytes of the installation's key.</summary>
    public static byte[] Master { get; } = RandomNumberGenerator.GetBytes(PlatformKey.Length);

    public PlatformKey Key { get; } = new(Master);

    /// <summary>How the server's superuser connects.</summary>
    public string Admin => _server!.AdminConnectionString;

    /// <summary>Where the server writes its logs.</summary>
    public string LogFolder => _server!.LogFolder;

    /// <summary>Starts it. Nothing pulls the plug on it, and its databases, hundreds of them, live for a minute: it waits for no disk and vacuums nothing by itself.</summary>
    /// <remarks>What is to outlive kill -9 and a restart is tested on servers of its own, with the settings of the product.</remarks>
    public async ValueTask InitializeAsync()
    {
        _server = await EmbeddedServer.StartAsync(_folder.Path, EmbeddedSettings.Small);
        foreach (var setting in (string[])["fsync = off", "full_page_writes = off", "autovacuum = off"])
            await ExecuteAsync("postgres", $"alter system set {setting}");
        await ExecuteAsync("postgres", "select pg_reload_conf()");
    }

    /// <summary>A directory database and two data databases, migrated, without any jurisdiction.</summary>
    public async Task<(string Directory, string First, string Second)> CreateDatabasesAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (!_templates)
            {
                await new Migrator(Key).MigrateAsync(Admin, "template_directory", Placed("template_data"));
                NpgsqlConnection.ClearAllPools();
                await ExecuteAsync("template_directory", "delete from placement");
            }

            _templates = true;
            var n = ++_count;
            var directory = $"directory_{n}";
            string[] data = [$"first_{n}", $"second_{n}"];
            await Task.WhenAll([CopyAsync(directory, "template_directory"), .. data.Select(database => CopyAsync(database, "template_data"))]);
            await Migrator.PlaceAsync(Admin, directory, Placed(data));
            return (directory, data[0], data[1]);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Runs SQL as the superuser, however long it takes: to drop a database is to wait for a checkpoint.</summary>
    public async Task ExecuteAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(AdminOf(database));
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Reads one value as the superuser.</summary>
    public async Task<T> ScalarAsync<T>(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(AdminOf(database));
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Reads the first column of all rows as the superuser.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(AdminOf(database));
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetFieldValue<T>(0));
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Dispose();
        _turn.Dispose();
    }

    /// <summary>A copy is migrated like its template; only what the server keeps of it, outside of it, is to be made.</summary>
    private async Task CopyAsync(string database, string template)
    {
        await ExecuteAsync("postgres", $"create database {database} owner platform_migrator template {template}");
        await ExecuteAsync("postgres", Migrator.Admit(database));
    }

    /// <summary>A data database's placement has the database's own name, as the product does it.</summary>
    private static Dictionary<string, string> Placed(params string[] databases) => databases.ToDictionary(d => d, StringComparer.Ordinal);

    public string AdminOf(string database) => new NpgsqlConnectionStringBuilder(Admin) { Database = database, Pooling = false }.ConnectionString;
}
