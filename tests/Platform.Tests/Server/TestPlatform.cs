using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Isolation;
using Tenancy.Permissions;
using Tenancy.Protection;
using Tenancy.Setup;
using Tenancy.Tree;
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
        (Directory, First, Second) = await (DatabasesOf ?? server.CreateDatabasesAsync)();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(server.Key);
        services.AddSingleton(_ => new Databases(server.Key, new NpgsqlConnectionStringBuilder(server.Admin) { Database = Directory }.ConnectionString));
        services.AddSingleton<Jurisdictions>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<Invitations>();
        services.AddSingleton<TreeLoader>();
        services.AddAccounts();
        services.AddPermissions();
        services.AddProtection();
        _services = services.BuildServiceProvider();
        await Jurisdictions.RefreshAsync();
        if (Province is not null)
        {
            var (root, _) = TreeFile.Read(Encoding.UTF8.GetBytes(Province));
            Assert.Empty((await Services.GetRequiredService<TreeLoader>().LoadAsync(root!, new DateOnly(2026, 1, 1))).Faults);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
    }

    /// <summary>Makes directory and data databases; null for new and empty ones.</summary>
    public Func<Task<(string Directory, string First, string Second)>>? DatabasesOf { get; init; }

    /// <summary>The tree file to begin with; null for none.</summary>
    public string? Province { get; init; } = """
        {"code": "330000", "name": "浙江省", "level": "province", "cities": [
          {"code": "330100", "name": "杭州市", "level": "city", "counties": [
            {"code": "330102", "name": "上城区", "level": "county"}, {"code": "330122", "name": "桐庐县", "level": "county"}]},
          {"code": "330800", "name": "衢州市", "level": "city", "counties": [
            {"code": "330802", "name": "柯城区", "level": "county"}, {"code": "330825", "name": "龙游县", "level": "county"}]}]}
        """;
}
