using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Tests.Embedded;
using Tenancy;
using Tenancy.Embedded;
using Tenancy.Hosting;
using Xunit;

namespace Platform.Tests.Hosting;

/// <summary>A server that <c>ConnectionStrings__Platform</c> names, here one that another data folder embeds.</summary>
public sealed class GivenServerTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private EmbeddedServer? _other;

    public async ValueTask InitializeAsync() => _other = await EmbeddedServer.StartAsync(_folder.File("server"), EmbeddedSettings.Small);

    public async ValueTask DisposeAsync()
    {
        await _other!.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task NewServer_GetsDatabasesAndAKeyOfItsOwnAndNothingIsEmbedded()
    {
        await using var server = await DatabaseServer.OpenAsync(Settings("a", withUser: true, key: null));
        Assert.Null(server.Embedded);
        await server.MigrateAsync();
        Assert.True(await ReadsTreeAsync(server));
        Assert.True(File.Exists(_folder.File("a/platform.key")));
    }

    [Fact]
    public async Task SecondNodeWithoutTheKey_IsRefusedBeforeItChangesAnything()
    {
        await using var first = await DatabaseServer.OpenAsync(Settings("a", withUser: true, key: null));
        await first.MigrateAsync();

        var refusal = await Assert.ThrowsAsync<ServerSettingsException>(() => DatabaseServer.OpenAsync(Settings("b", withUser: true, key: null)));
        Assert.Contains("PLATFORM_KEY", refusal.Message, StringComparison.Ordinal);
        Assert.True(await ReadsTreeAsync(first));
    }

    [Fact]
    public async Task NodeWithoutAUser_WorksButCannotMigrate()
    {
        await using (var first = await DatabaseServer.OpenAsync(Settings("a", withUser: true, key: null)))
            await first.MigrateAsync();
        var key = (await File.ReadAllTextAsync(_folder.File("a/platform.key"))).Trim();

        await using var node = await DatabaseServer.OpenAsync(Settings("b", withUser: false, key));
        Assert.False(node.MayMigrate);
        await Assert.ThrowsAsync<ServerSettingsException>(() => node.MigrateAsync());
        Assert.True(await ReadsTreeAsync(node));
    }

    [Theory]
    [InlineData("c2hvcnQ=")]
    [InlineData("not base64!")]
    public async Task MalformedKey_IsRefused(string key) =>
        await Assert.ThrowsAsync<ServerSettingsException>(() => DatabaseServer.OpenAsync(Settings("a", withUser: false, key)));

    private static async Task<bool> ReadsTreeAsync(DatabaseServer server)
    {
        await using var services = new ServiceCollection().AddLogging().AddTenancy(server).BuildServiceProvider();
        await services.GetRequiredService<Jurisdictions>().RefreshAsync();
        return server.Databases.DataDatabases.SequenceEqual(["given_data"]);
    }

    private ServerSettings Settings(string folder, bool withUser, string? key)
    {
        var connection = new NpgsqlConnectionStringBuilder(_other!.LoopbackConnectionString) { Database = "given_directory" };
        if (!withUser)
            (connection.Username, connection.Password) = (null, null);
        return new ServerSettings(connection.ConnectionString, key, _folder.File(folder), ["given_data"]);
    }
}
