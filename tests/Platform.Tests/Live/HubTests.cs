using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Tests.Accounts;
using Platform.Tests.Embedded;
using Platform.Tests.Hosting;
using Platform.Tests.Server;
using Platform.Tests.Silo;
using Tenancy.Machines;
using Xunit;

namespace Platform.Tests.Live;

/// <summary>The hub of a running node, watched with the stock client.</summary>
public sealed class HubTests(TestPlatform platform) : IClassFixture<TestPlatform>, IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private Node _node = null!;

    public async ValueTask InitializeAsync() => _node = await Node.StartAsync(_folder.Path, new Dictionary<string, string>
    {
        ["ConnectionStrings__Platform"] = new NpgsqlConnectionStringBuilder(platform.Server.Admin) { Database = platform.Directory }.ConnectionString,
        ["Platform__DataDatabases"] = $"{platform.First},{platform.Second}",
        ["PLATFORM_KEY"] = Convert.ToBase64String(PostgresServer.Master),
    });

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task CommitInACounty_ReachesTheProvincesViewer()
    {
        await using var client = HubClient.Start(_node.Client.BaseAddress!, await TokenAsync("330000"), "330000");
        var picture = await client.UntilAsync("picture");
        Assert.Equal("330000", picture.GetProperty("totals").GetProperty("jurisdiction").GetString());
        // The viewer speaks for one department: it is told the province's figures, those of no jurisdiction below.
        Assert.Equal(0, picture.GetProperty("totals").GetProperty("children").GetArrayLength());
        await client.UntilAsync("watched");

        var before = Accepted(picture.GetProperty("totals"));
        await TestOrigins.CommitAsync(OwnerOf("330802"), platform["330802"].Id, accepted: 3);
        var changes = await client.UntilAsync("changes", c => Accepted(c.GetProperty("totals")[0]) == before + 3);
        Assert.Equal(["330000"], changes.GetProperty("totals").EnumerateArray().Select(t => t.GetProperty("jurisdiction").GetString()));

        // And of escalations those of its own.
        await TestOrigins.EscalateAsync(OwnerOf("330802"), platform["330802"].Id, signal: 77);
        await TestOrigins.CommitAsync(OwnerOf("330802"), platform["330802"].Id, accepted: 2);
        await client.UntilAsync("changes", c =>
        {
            Assert.Equal(0, c.GetProperty("escalations").GetArrayLength());
            return Accepted(c.GetProperty("totals")[0]) == before + 5;
        });
    }

    [Fact]
    public async Task Viewer_IsToldAtMostFourTimesASecond()
    {
        await using var client = HubClient.Start(_node.Client.BaseAddress!, await TokenAsync("330800"), "330800");
        await client.UntilAsync("watched");
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(3))
            await TestOrigins.CommitAsync(OwnerOf("330802"), platform["330802"].Id);
        var changes = client.Drain().Count(m => m.Message == "changes");
        Assert.InRange(changes, 2, (int)Math.Ceiling(watch.Elapsed.TotalSeconds * 4) + 1);
    }

    [Fact]
    public async Task NobodyWatches_WhatIsNotBelow()
    {
        await using var client = HubClient.Start(_node.Client.BaseAddress!, await TokenAsync("330802"), "330800");
        Assert.Contains("unknown-jurisdiction", (await client.UntilAsync("failed")).GetString(), StringComparison.Ordinal);
        await using var neighbour = HubClient.Start(_node.Client.BaseAddress!, await TokenAsync("330802"), "330825");
        Assert.Contains("unknown-jurisdiction", (await neighbour.UntilAsync("failed")).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusedWatch_IsNoErrorOfTheNode()
    {
        await using (var client = HubClient.Start(_node.Client.BaseAddress!, await TokenAsync("330802"), "330800"))
            await client.UntilAsync("failed");
        await _node.StopAsync();
        Assert.Contains(_node.Logs, line => line.Contains("A call of Watch was refused (unknown-jurisdiction)", StringComparison.Ordinal) && line.Contains("\"LogLevel\":\"Information\"", StringComparison.Ordinal));
        Assert.DoesNotContain(_node.Logs, line => line.Contains("\"LogLevel\":\"Error\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WithoutAToken_NobodyIsConnected()
    {
        await using var client = HubClient.Start(_node.Client.BaseAddress!, "nonsense", "330000");
        Assert.Contains("401", (await client.UntilAsync("failed")).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SessionThatEnds_EndsTheConnection()
    {
        var credentials = await RegisterAsync("330825");
        await using var client = HubClient.Start(_node.Client.BaseAddress!, await TokenAsync(credentials), "330825");
        await client.UntilAsync("watched");
        var actor = await new People(platform).EnsureAdministratorAsync();
        Assert.Null(await Clients.SuspendAsync(actor, platform["330825"].Id, credentials.ClientId, suspended: true));
        await client.UntilAsync("closed");
    }

    [Fact]
    public async Task SessionsThatCannotBeRead_EndAllConnectionsTogether_AndNobodysLeavingEndsTheNode()
    {
        var watchers = new List<HubClient>();
        for (var i = 0; i < 12; i++)
            watchers.Add(HubClient.Start(_node.Client.BaseAddress!, await TokenAsync("330800"), "330800"));
        foreach (var watcher in watchers)
            await watcher.UntilAsync("watched");
        await using (var directory = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(platform.Server.Admin) { Database = platform.Directory, Pooling = false }.ConnectionString))
        await using (var connection = await directory.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await connection.ExecuteAsync("lock table web_session in access exclusive mode");
            while (await connection.ExecuteScalarAsync<long>("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") == 0)
                await Task.Delay(50);
            await Task.WhenAll(watchers.Take(3).Select(async watcher => await watcher.DisposeAsync()));
            await Task.WhenAll(watchers.Skip(3).Select(watcher => watcher.UntilAsync("closed")));
        }

        await using var again = HubClient.Start(_node.Client.BaseAddress!, await TokenAsync("330800"), "330800");
        await again.UntilAsync("watched");
        foreach (var watcher in watchers.Skip(3))
            await watcher.DisposeAsync();
    }

    [Fact]
    public async Task SessionThatCannotBeRead_EndsNobodyElsesConnection()
    {
        await using var held = HubClient.Start(_node.Client.BaseAddress!, await TokenAsync("330825"), "330825");
        await using var other = HubClient.Start(_node.Client.BaseAddress!, await TokenAsync("330802"), "330802");
        await held.UntilAsync("watched");
        await other.UntilAsync("watched");
        await using var directory = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(platform.Server.Admin) { Database = platform.Directory, Pooling = false }.ConnectionString);
        await using var connection = await directory.OpenConnectionAsync();
        // Whoever was not seen for a minute is noted as seen now, and that waits for the transaction that holds the row.
        await connection.ExecuteAsync($"update web_session set last_seen_at = now() - interval '2 minutes' where tenant = {platform["330825"].Id}");
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await connection.ExecuteAsync($"select from web_session where tenant = {platform["330825"].Id} for update");
            await held.UntilAsync("closed");
            await Task.Delay(TimeSpan.FromSeconds(3));
            await TestOrigins.CommitAsync(OwnerOf("330802"), platform["330802"].Id);
            await other.UntilAsync("changes");
        }

        Assert.DoesNotContain(other.Drain(), said => said.Message == "closed");
    }

    [Fact]
    public async Task Interface_AnswersTheSameFigures()
    {
        await TestOrigins.CommitAsync(OwnerOf("330122"), platform["330122"].Id, accepted: 4);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/totals?jurisdiction=330122", UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync("330122"));
        using var answer = await _node.Client.SendAsync(request);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        var totals = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((4, "county", "桐庐县"), (Accepted(totals), totals.GetProperty("level").GetString(), totals.GetProperty("name").GetString()));
        Assert.Equal(["green", "yellow", "red"], totals.GetProperty("signals").EnumerateObject().Select(p => p.Name));
    }

    [Theory]
    [InlineData("/api/v1/totals?depth=4")]
    [InlineData("/api/v1/totals?jurisdiction=330800&depth=1")]
    public async Task SystemOfOneDepartment_IsToldOfNoJurisdictionBelow(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync("330800"));
        using var answer = await _node.Client.SendAsync(request);
        Assert.Equal(0, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("children").GetArrayLength());
    }

    private MachineClients Clients => platform.Services.GetRequiredService<MachineClients>();

    private static long Accepted(JsonElement totals) => totals.GetProperty("cases").GetProperty("accepted").GetInt64();

    private NpgsqlDataSource OwnerOf(string key) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(platform.Server.Admin) { Database = platform[key].Database, Pooling = false }.ConnectionString);

    private async Task<MachineCredentials> RegisterAsync(string jurisdiction)
    {
        var actor = await new People(platform).EnsureAdministratorAsync();
        var (credentials, refusal) = await Clients.RegisterAsync(actor, platform[jurisdiction].Id, $"screen-{Guid.NewGuid():N}", "mzj", ["totals"]);
        Assert.Null(refusal);
        return credentials!;
    }

    private async Task<string> TokenAsync(string jurisdiction) => await TokenAsync(await RegisterAsync(jurisdiction));

    private async Task<string> TokenAsync(MachineCredentials credentials)
    {
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"), new("client_id", credentials.ClientId), new("client_secret", credentials.ClientSecret),
        ]);
        using var answer = await _node.Client.PostAsync(new Uri("/connect/token", UriKind.Relative), form);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }
}
