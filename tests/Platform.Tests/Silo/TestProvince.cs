using Dapper;
using Npgsql;
using Platform.Tests.Server;
using Tenancy;
using Tenancy.Isolation;

namespace Platform.Tests.Silo;

/// <summary>A province over two data databases and a directory, with two cities and three counties, new for each test.</summary>
/// <remarks>The province and the second city stand on the first data database, the first city and all counties on the second.</remarks>
public sealed class TestProvince : IAsyncDisposable
{
    private readonly PostgresServer _server;
    private readonly string _directory;
    private readonly string[] _data;
    private readonly Dictionary<string, NpgsqlDataSource> _owners = [];

    private TestProvince(PostgresServer server, string directory, params string[] data)
    {
        _server = server;
        _directory = directory;
        _data = data;
        Databases = new Databases(server.Key, Connection(directory));
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

    public static async Task<TestProvince> CreateAsync(PostgresServer server)
    {
        var (directory, first, second) = await server.CreateDatabasesAsync();
        var province = new TestProvince(server, directory, first, second);
        await province.DirectoryAsync($"""
            insert into jurisdiction (id, key, code, name, level, parent, placement) values
              (1, '330000', '330000', '浙江省', 1, null, '{first}'),
              (2, '330800', '330800', '衢州市', 2, 1, '{second}'),
              (3, '330100', '330100', '杭州市', 2, 1, '{first}'),
              (4, '330802', '330802', '柯城区', 3, 2, '{second}'),
              (5, '330803', '330803', '衢江区', 3, 2, '{second}'),
              (6, '330102', '330102', '上城区', 3, 3, '{second}')
            """);
        await province.Jurisdictions.RefreshAsync();
        return province;
    }

    /// <summary>Runs SQL as the owner of the server, who is above all policies, in the tenant's database.</summary>
    public Task OwnerAsync(TenantId tenant, string sql, object? parameters = null) => RunAsync(DatabaseOf(tenant), sql, parameters);

    public Task DirectoryAsync(string sql, object? parameters = null) => RunAsync(_directory, sql, parameters);

    public async Task<T> ReadAsync<T>(TenantId tenant, string sql, object? parameters = null)
    {
        await using var connection = await Owner(tenant).OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql, parameters))!;
    }

    public async Task<IReadOnlyList<T>> ListAsync<T>(TenantId tenant, string sql, object? parameters = null)
    {
        await using var connection = await Owner(tenant).OpenConnectionAsync();
        return [.. await connection.QueryAsync<T>(sql, parameters)];
    }

    /// <summary>The owner's connections to the database that holds a tenant's rows.</summary>
    public NpgsqlDataSource Owner(TenantId tenant) => Owner(DatabaseOf(tenant));

    /// <summary>Lets nobody into a tenant's database, as if it were down.</summary>
    public async Task BreakAsync(TenantId tenant)
    {
        await _server.ExecuteAsync("postgres", $"alter database {DatabaseOf(tenant)} allow_connections false");
        await _server.ExecuteAsync("postgres", $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{DatabaseOf(tenant)}'");
    }

    /// <summary>Lets everybody in again.</summary>
    public async Task MendAsync(TenantId tenant)
    {
        await _server.ExecuteAsync("postgres", $"alter database {DatabaseOf(tenant)} allow_connections true");
        Owner(tenant).Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await Databases.DisposeAsync();
        foreach (var owner in _owners.Values)
            await owner.DisposeAsync();
        foreach (var database in _data.Append(_directory))
            await _server.ExecuteAsync("postgres", $"drop database {database} with (force)");
    }

    private string DatabaseOf(TenantId tenant) => Jurisdictions.Tree[tenant].Database;

    private NpgsqlDataSource Owner(string database)
    {
        lock (_owners)
        {
            if (!_owners.TryGetValue(database, out var owner))
                _owners[database] = owner = NpgsqlDataSource.Create(Connection(database));
            return owner;
        }
    }

    private async Task RunAsync(string database, string sql, object? parameters)
    {
        await using var connection = await Owner(database).OpenConnectionAsync();
        await connection.ExecuteAsync(sql, parameters);
    }

    private string Connection(string database) =>
        new NpgsqlConnectionStringBuilder(_server.Admin) { Database = database, MaxPoolSize = 10 }.ConnectionString;
}
