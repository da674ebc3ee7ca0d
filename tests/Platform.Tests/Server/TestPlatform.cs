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
/// the tree 浙江省 → 杭州市 (上城区, 桐庐县; database <see cref="First"/>), 衢州市 (柯城区, 龙游县; database <see cref="Second"/>), the province on the first.
/// </summary>
public sealed class TestPlatform(PostgresServer server) : IAsyncLifetime
{
    private ServiceProvider? _services;

    public PostgresServer Server => server;

    /// <summary>Name of the directory database on the server.</summary>
    public string Directory { get; private set; } = "";

    /// <summary>The data database of the province and of 杭州市 with its counties.</summary>
    public string First { get; private set; } = "";

    /// <summary>The data database of 衢州市 with its counties.</summary>
    public string Second { get; private set; } = "";

    /// <summary>Everything tenancy registers, over these databases.</summary>
    public IServiceProvider Services => _services!;

    public Databases Databases => Services.GetRequiredService<Databases>();

    public Jurisdictions Jurisdictions => Services.GetRequiredService<Jurisdictions>();

    public Sessions Sessions => Services.GetRequiredService<Sessions>();

    public JurisdictionTree Tree => Jurisdictions.Tree;

    /// <summary>The jurisdiction with this key.</summary>
    public Jurisdiction this[string key] => Tree.TryFind(key, out var found) ? found : throw new KeyNotFoundException(key);

    public async ValueTask InitializeAsync()
    {
        (Directory, First, Second) = await server.CreateDatabasesAsync();
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
        await server.ExecuteAsync(Directory, Rows(First, Second));
        await Jurisdictions.RefreshAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
    }

    private static string Rows(string first, string second) => $"""
        insert into jurisdiction (id, key, code, name, level, parent, placement) values
          (1, '330000', '330000', '浙江省', 1, null, '{first}'),
          (2, '330100', '330100', '杭州市', 2, 1, '{first}'),
          (3, '330102', '330102', '上城区', 3, 2, '{first}'),
          (4, '330122', '330122', '桐庐县', 3, 2, '{first}'),
          (5, '330800', '330800', '衢州市', 2, 1, '{second}'),
          (6, '330802', '330802', '柯城区', 3, 5, '{second}'),
          (7, '330825', '330825', '龙游县', 3, 5, '{second}')
        """;
}
