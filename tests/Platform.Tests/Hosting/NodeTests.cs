using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Npgsql;
using Platform.Tests.Embedded;
using Tenancy.Embedded;
using Xunit;

namespace Platform.Tests.Hosting;

public sealed class NodeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task StoppedNode_EndsWellAndTakesItsServerAlong()
    {
        await using var node = await Node.StartAsync(_folder.Path);
        Assert.Equal(0, await node.StopAsync());
        Assert.False(ServerRuns);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task NodeOnAUsedPort_SaysSoAndNothingElse_AndTouchesNothing(bool configured)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var data = _folder.File("untouched");
        var (exit, output, errors) = configured
            ? await Node.RunAsync(["--data", data], new() { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}" })
            : await Node.RunAsync(["--data", data, "--port", $"{port}"], []);
        Assert.Equal((1, ""), (exit, output));
        Assert.StartsWith($"Port {port} is in use", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task KilledNode_LeavesAServerThatTheNextOneAdopts()
    {
        await using var killed = await Node.StartAsync(_folder.Path);
        await killed.KillAsync();
        Assert.True(ServerRuns);
        var server = ServerProcess;

        await using var next = await Node.StartAsync(_folder.Path);
        Assert.Equal(server, ServerProcess);
        await next.StopAsync();
        Assert.False(ServerRuns);
    }

    [Fact]
    public async Task KilledServer_IsBackWithinSeconds()
    {
        await using var node = await Node.StartAsync(_folder.Path);
        var killed = ServerProcess;
        Process.GetProcessById(killed).Kill();

        // The node may still call itself ready before it has noticed.
        for (var look = 0; look < 600 && (ServerProcess == killed || ServerProcess == 0); look++)
            await Task.Delay(100);
        Assert.NotEqual(killed, ServerProcess);
        await node.UntilReadyAsync();
    }

    [Fact]
    public async Task Health_TellsStatesAndNothingElse()
    {
        await using var node = await Node.StartAsync(_folder.Path);
        Assert.Equal("""{"status":"Healthy","checks":{}}""", await node.Client.GetStringAsync(new Uri("/health/live", UriKind.Relative)));
        Assert.Equal(
            """{"status":"Healthy","checks":{"databases":"Healthy","migrations":"Healthy","sweep":"Healthy","valve":"Healthy","clock":"Healthy"}}""",
            await node.Client.GetStringAsync(new Uri("/health/ready", UriKind.Relative)));
    }

    [Fact]
    public async Task Logs_AreOneJsonObjectALine()
    {
        await using var node = await Node.StartAsync(_folder.Path);
        Process.GetProcessById(ServerProcess).Kill();
        await Task.Delay(TimeSpan.FromSeconds(2));
        await node.UntilReadyAsync();
        await node.StopAsync();

        Assert.NotEmpty(node.Logs);
        Assert.All(node.Logs, line => Assert.Equal(JsonValueKind.String, JsonDocument.Parse(line).RootElement.GetProperty("LogLevel").ValueKind));
    }

    [Fact]
    public async Task Telemetry_ReachesTheCollectorThatTheEnvironmentNames()
    {
        using var collector = new HttpListener();
        var address = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{Node.FreePort()}/");
        collector.Prefixes.Add(address);
        collector.Start();
        var paths = CollectAsync(collector);

        await using var node = await Node.StartAsync(_folder.Path, new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        });
        await node.StopAsync();
        collector.Stop();

        Assert.Superset(new HashSet<string> { "/v1/traces", "/v1/metrics" }, await paths);
    }

    [Fact]
    public async Task SiloOfItsOwn_CarriesWhatWebAloneDoesNot()
    {
        await using var web = await Node.StartAsync(_folder.Path, new Dictionary<string, string> { ["Platform__Silo"] = "apart" }, demo: true);
        await web.UntilPrintedAsync("demo.json");
        await using var server = await EmbeddedServer.StartAsync(_folder.Path, EmbeddedSettings.Small);
        await using var data = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.AdminConnectionString) { Database = "platform_data_1" });
        await Task.Delay(TimeSpan.FromSeconds(3));
        Assert.Equal(0, await CarriedAsync(data));

        await using var silo = await Node.StartSiloAsync(_folder.Path);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await CarriedAsync(data) == 0)
            await Task.Delay(200, patience.Token);
        Assert.Equal(0, await silo.StopAsync());
    }

    private static async Task<long> CarriedAsync(NpgsqlDataSource data)
    {
        await using var command = data.CreateCommand("select count(*) from carried");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private bool ServerRuns => File.Exists(_folder.File("postgres/data/postmaster.pid"));

    /// <summary>As the server's own file says; 0 while it writes it.</summary>
    private int ServerProcess
    {
        get
        {
            var file = _folder.File("postgres/data/postmaster.pid");
            return File.Exists(file) && int.TryParse(File.ReadLines(file).FirstOrDefault(), CultureInfo.InvariantCulture, out var process) ? process : 0;
        }
    }

    private static async Task<HashSet<string>> CollectAsync(HttpListener collector)
    {
        var paths = new HashSet<string>();
        try
        {
            while (true)
            {
                var context = await collector.GetContextAsync();
                paths.Add(context.Request.Url!.AbsolutePath);
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            return paths;
        }
    }
}
