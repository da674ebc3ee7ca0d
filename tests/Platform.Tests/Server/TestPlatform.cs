using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Isolation;
using Tenancy.Permissions;
using Tenancy.Protection;
using Tenancy.Setup;
using Xunit;

namespace Platform.Tests.Server;

/// <summary>
/// A platform of its own for a test class (<c>IClassFixture&lt;TestPlatform&gt;</c>): a directory database, two data databases, and
/// the tree 浙江省 → 杭州市 (上城区, 桐庐县; database <c>first</c>), 衢州市 (柯城区, 龙游县; database <c>second</c>), the province on <c>first</c>.
/// </summary>
public sealed class TestPlatform(PostgresServer server) : IAsyncLifetime
{
    private ServiceProvider? _services;

    public PostgresServer Server => server;

    /// <summary>Name of the directory database on the server.</summary>
    public string Directory { get; private set; } = "";

    /// <summary>Placement name → name of the data database on the server.</summary>
    public IReadOnlyDictionary<string, string> Data { get; private set; } = new Dictionary<string, string>();

    /// <summary>Everything tenancy registers, over these databases.</summary>
    public IServiceProvider Services => _services!;

    public Databases Databases => Services.GetRequiredService<Databases>();

    public Jurisdictions Jurisdictions => Services.GetRequiredService<Jurisdictions>();

    public Sessions Sessions => Services.GetRequiredService<Sessions>();

    public JurisdictionTree Tree => Jurisdictions.Tree;

    /// <summary>The jurisdiction with this key.</summary>
    public Jurisdiction this[string key] => Tree.TryFind(key, out var found) ? found : throw new KeyNotFoundException(key);

    /// <summary>Name of the database on the server that holds the jurisdiction's rows.</summary>
    public string DatabaseOf(string key) => Data[this[key].Database];

    public async ValueTask InitializeAsync()
    {
        (Directory, Data) = await server.CreateDatabasesAsync();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(server.Key);
        services.AddSingleton(new Databases(server.Key, new NpgsqlConnectionStringBuilder(server.Admin) { Database = Directory }.ConnectionString));
        services.AddSingleton<Jurisdictions>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<Invitations>();
        services.AddAccounts();
        services.AddPermissions();
        services.AddProtection();
        _services = services.BuildServiceProvider();
        await server.ExecuteAsync(Directory, Tables);
        await Jurisdictions.RefreshAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
    }

    private const string Tables = """
        insert into jurisdiction (id, key, code, name, level, parent, placement) values
          (1, '330000', '330000', '浙江省', 1, null, 'first'),
          (2, '330100', '330100', '杭州市', 2, 1, 'first'),
          (3, '330102', '330102', '上城区', 3, 2, 'first'),
          (4, '330122', '330122', '桐庐县', 3, 2, 'first'),
          (5, '330800', '330800', '衢州市', 2, 1, 'second'),
          (6, '330802', '330802', '柯城区', 3, 5, 'second'),
          (7, '330825', '330825', '龙游县', 3, 5, 'second')
        """;
}
