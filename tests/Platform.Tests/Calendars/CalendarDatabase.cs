using System.Security.Cryptography;
using Grains.Journal;
using Npgsql;
using Platform.Tests.Embedded;
using Tenancy;
using Tenancy.Embedded;
using Tenancy.Isolation;
using Xunit;

namespace Platform.Tests.Calendars;

/// <summary>A province, a city and its county, with another city beside it, on a server of their own with the shipped papers loaded.</summary>
public sealed class CalendarDatabase : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private EmbeddedServer _server = null!;

    public static TenantId Province { get; } = new(1);

    public static TenantId City { get; } = new(2);

    public static TenantId County { get; } = new(3);

    public static TenantId OtherCity { get; } = new(4);

    public PlatformKey Key { get; } = new(RandomNumberGenerator.GetBytes(PlatformKey.Length));

    public Databases Databases { get; private set; } = null!;

    public Jurisdictions Jurisdictions { get; private set; } = null!;

    public Sessions Sessions { get; private set; } = null!;

    public CalendarBook Book { get; private set; } = null!;

    public CalendarChanges Changes { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await EmbeddedServer.StartAsync(_folder.Path, EmbeddedSettings.Small);
        await new Migrator(Key).MigrateAsync(
            _server.AdminConnectionString, "directory", new Dictionary<string, string> { ["data"] = "data" });
        await OwnerAsync("directory", """
            insert into jurisdiction (id, key, code, name, level, parent, placement) values
              (1, '330000', '330000', '浙江省', 1, null, 'data'), (2, '330800', '330800', '衢州市', 2, 1, 'data'),
              (3, '330802', '330802', '柯城区', 3, 2, 'data'), (4, '330100', '330100', '杭州市', 2, 1, 'data')
            """);
        Databases = new Databases(Key, Connection("directory"));
        Jurisdictions = new Jurisdictions(Databases);
        Sessions = new Sessions(Databases, Jurisdictions);
        Book = new CalendarBook(Sessions, Jurisdictions);
        Changes = new CalendarChanges(Sessions);
        await Jurisdictions.RefreshAsync();
        await Changes.SeedAsync();
        await Book.RefreshAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Book.Dispose();
        await Databases.DisposeAsync();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Runs SQL as the server's owner, who is above all policies.</summary>
    public async Task OwnerAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(Connection(database));
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> OwnerReadsAsync<T>(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(Connection(database));
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private string Connection(string database) =>
        new NpgsqlConnectionStringBuilder(_server.AdminConnectionString) { Database = database, Pooling = false }.ConnectionString;
}
