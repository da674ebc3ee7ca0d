using Dapper;
using Npgsql;
using Tenancy;
using Tenancy.Isolation;

namespace Platform.Tests.Silo;

/// <summary>A province over two data databases and a directory, with two cities and three counties, new for each test.</summary>
/// <remarks>The province and the second city stand on data database <c>a</c>, the first city and all counties on <c>b</c>.</remarks>
public sealed class TestProvince : IAsyncDisposable
{
    private static int _created;

    private readonly TestServer _server;
    private readonly string _name;
    private readonly Dictionary<string, NpgsqlDataSource> _owners = [];

    private TestProvince(TestServer server, string name)
    {
        _server = server;
        _name = name;
        Databases = new Databases(server.Key, Connection("directory"));
        Jurisdictions = new Jurisdictions(Databases);
        Sessions = new Sessions(Databases, Jurisdictions);
    }

    public static TenantId Province { get; } = new(1);

    public static TenantId City { get; } = new(2);

    public static TenantId OtherCity { get; } = new(3);

    public static TenantId County { get; } = new(4);

    public static TenantId SecondCounty { get; } = new(5);

    public static TenantId OtherCounty { get; } = new(6);

    public static IReadOnlyList<TenantId> All { get; } = [Province, City, OtherCity, County, SecondCounty, OtherCounty];

    public Databases Databases { get; }

    public Jurisdictions Jurisdictions { get; }

    public Sessions Sessions { get; }

    public static async Task<TestProvince> CreateAsync(TestServer server)
    {
        var province = new TestProvince(server, $"p{Interlocked.Increment(ref _created)}");
        await new Migrator(server.Key).MigrateAsync(
            server.Server.AdminConnectionString, province.NameOf("directory"),
            new Dictionary<string, string> { ["a"] = province.NameOf("a"), ["b"] = province.NameOf("b") });
        await province.DirectoryAsync("""
            insert into jurisdiction (id, key, code, name, level, parent, placement) values
              (1, '330000', '330000', '浙江省', 1, null, 'a'),
              (2, '330800', '330800', '衢州市', 2, 1, 'b'),
              (3, '330100', '330100', '杭州市', 2, 1, 'a'),
              (4, '330802', '330802', '柯城区', 3, 2, 'b'),
              (5, '330803', '330803', '衢江区', 3, 2, 'b'),
              (6, '330102', '330102', '上城区', 3, 3, 'b')
            """);
        await province.Jurisdictions.RefreshAsync();
        return province;
    }

    /// <summary>Runs SQL as the owner of the server, who is above all policies.</summary>
    public Task OwnerAsync(TenantId tenant, string sql, object? parameters = null) => RunAsync(DatabaseOf(tenant), sql, parameters);

    public Task DirectoryAsync(string sql, object? parameters = null) => RunAsync("directory", sql, parameters);

    public async Task<T> ReadAsync<T>(TenantId tenant, string sql, object? parameters = null)
    {
        await using var connection = await Owner(DatabaseOf(tenant)).OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql, parameters))!;
    }

    public async Task<IReadOnlyList<T>> ListAsync<T>(TenantId tenant, string sql, object? parameters = null)
    {
        await using var connection = await Owner(DatabaseOf(tenant)).OpenConnectionAsync();
        return [.. await connection.QueryAsync<T>(sql, parameters)];
    }

    public string DatabaseOf(TenantId tenant) => Jurisdictions.Tree[tenant].Database;

    public NpgsqlDataSource Owner(string database)
    {
        lock (_owners)
        {
            if (!_owners.TryGetValue(database, out var owner))
                _owners[database] = owner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Connection(database)) { MaxPoolSize = 10 });
            return owner;
        }
    }

    /// <summary>Lets nobody but the owner into a database, as if it were down.</summary>
    public async Task BreakAsync(string database)
    {
        await using var server = NpgsqlDataSource.Create(_server.Server.AdminConnectionString);
        await using var close = server.CreateCommand($"""
            alter database "{NameOf(database)}" allow_connections false;
            """);
        await close.ExecuteNonQueryAsync();
        await using var end = server.CreateCommand($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{NameOf(database)}'");
        await end.ExecuteNonQueryAsync();
    }

    /// <summary>Lets everybody in again.</summary>
    public async Task MendAsync(string database)
    {
        await using var server = NpgsqlDataSource.Create(_server.Server.AdminConnectionString);
        await using var open = server.CreateCommand($"alter database \"{NameOf(database)}\" allow_connections true");
        await open.ExecuteNonQueryAsync();
        NpgsqlConnection.ClearPool(Owner(database).CreateConnection());
    }

    public async ValueTask DisposeAsync()
    {
        await Databases.DisposeAsync();
        foreach (var owner in _owners.Values)
            await owner.DisposeAsync();
        await using var server = NpgsqlDataSource.Create(_server.Server.AdminConnectionString);
        foreach (var database in new[] { "directory", "a", "b" })
        {
            await using var drop = server.CreateCommand($"drop database \"{NameOf(database)}\" with (force)");
            await drop.ExecuteNonQueryAsync();
        }
    }

    private async Task RunAsync(string database, string sql, object? parameters)
    {
        await using var connection = await Owner(database).OpenConnectionAsync();
        await connection.ExecuteAsync(sql, parameters);
    }

    private string NameOf(string database) => $"{_name}_{database}";

    private string Connection(string database) =>
        new NpgsqlConnectionStringBuilder(_server.Server.AdminConnectionString) { Database = NameOf(database) }.ConnectionString;
}
