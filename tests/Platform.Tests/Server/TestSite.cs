using Microsoft.AspNetCore.Mvc.Testing;
using Npgsql;
using Platform.Tests.Embedded;
using Web.Hosting;
using Xunit;

namespace Platform.Tests.Server;

/// <summary>The web program as it is, in this process and without a port, over a <see cref="TestPlatform"/> of its own.</summary>
public sealed class TestSite(PostgresServer server) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private WebApplicationFactory<Launch>? _site;

    public TestPlatform Platform { get; } = new(server);

    /// <summary>The services of the running program.</summary>
    public IServiceProvider Services => _site!.Services;

    /// <summary>A client with its own cookies that follows no redirects.</summary>
    public HttpClient NewClient() => _site!.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    public async ValueTask InitializeAsync()
    {
        await Platform.InitializeAsync();
        _site = new WebApplicationFactory<Launch>().WithWebHostBuilder(host => host
            .UseSetting("empty", "true")
            // It listens nowhere, and so must not mind who does: at the port of the platform another site's look for it, most of all.
            .UseSetting("urls", "http://127.0.0.1:0")
            .UseSetting("ConnectionStrings:Platform", new NpgsqlConnectionStringBuilder(server.Admin) { Database = Platform.Directory }.ConnectionString)
            .UseSetting("Platform:Data", _folder.Path)
            .UseSetting("Platform:DataDatabases", $"{Platform.First},{Platform.Second}")
            .UseSetting("PLATFORM_KEY", Convert.ToBase64String(PostgresServer.Master)));
        _site.CreateClient().Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
            await _site.DisposeAsync();
        await Platform.DisposeAsync();
        _folder.Dispose();
    }
}
