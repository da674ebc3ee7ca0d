using Grains.Journal;
using Platform.Tests.Server;
using Tenancy;
using Xunit;

namespace Platform.Tests.Calendars;

/// <summary>A platform with the shipped papers loaded.</summary>
public sealed class CalendarDatabase(PostgresServer server) : IAsyncLifetime
{
    public TestPlatform Platform { get; } = new(server);

    public TenantId Province => Platform["330000"].Id;

    public TenantId City => Platform["330800"].Id;

    public TenantId County => Platform["330802"].Id;

    public TenantId SecondCounty => Platform["330825"].Id;

    public TenantId OtherCity => Platform["330100"].Id;

    public TenantId OtherCounty => Platform["330102"].Id;

    public CalendarBook Book { get; private set; } = null!;

    public CalendarChanges Changes { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Platform.InitializeAsync();
        Book = new CalendarBook(Platform.Sessions, Platform.Jurisdictions);
        Changes = new CalendarChanges(Platform.Sessions);
        await Changes.SeedAsync();
        await Book.RefreshAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Book.Dispose();
        await Platform.DisposeAsync();
    }

    public Task<T> FromDirectoryAsync<T>(string sql) => Platform.Server.ScalarAsync<T>(Platform.Directory, sql);

    /// <summary>Runs SQL in every data database.</summary>
    public async Task InDataAsync(string sql)
    {
        foreach (var database in new[] { Platform.First, Platform.Second })
            await Platform.Server.ExecuteAsync(database, sql);
    }

    /// <summary>Reads from the database that holds the jurisdiction's rows.</summary>
    public Task<T> FromDataAsync<T>(TenantId tenant, string sql) =>
        Platform.Server.ScalarAsync<T>(Platform.Tree[tenant].Database, sql);
}
