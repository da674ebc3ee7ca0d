using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Tests.Accounts;
using Platform.Tests.Embedded;
using Platform.Tests.Hosting;
using Platform.Tests.Journal;
using Platform.Tests.Live;
using Platform.Tests.Server;
using Tenancy.Machines;
using Xunit;

namespace Platform.Tests.EndToEnd;

/// <summary>One event posted to a county over HTTP is seen by county, city, province and the province's hub client.</summary>
public sealed class OneEventTests(PostgresServer server, ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly string[] Line = ["330802", "330800", "330000"];

    private readonly JournalBed _bed = new(server);
    private readonly TemporaryFolder _folder = new();
    private Node _node = null!;

    public async ValueTask InitializeAsync()
    {
        await _bed.InitializeAsync();
        _node = await Node.StartAsync(_folder.Path, new Dictionary<string, string>
        {
            ["ConnectionStrings__Platform"] = new NpgsqlConnectionStringBuilder(server.Admin) { Database = _bed.Platform.Directory }.ConnectionString,
            ["Platform__DataDatabases"] = $"{_bed.Platform.First},{_bed.Platform.Second}",
            ["PLATFORM_KEY"] = Convert.ToBase64String(PostgresServer.Master),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _bed.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task EventPostedToACounty_ChangesTheTotalsOfCountyCityAndProvince_AndReachesTheProvincesHubClient()
    {
        var screens = new Dictionary<string, string>();
        foreach (var key in Line)
            screens[key] = await TokenAsync(key, "mzj", "totals");
        var system = await TokenAsync("330802", "D1", "events");
        await using var client = HubClient.Start(_node.Client.BaseAddress!, screens["330000"], "330000");
        await client.UntilAsync("watched");
        foreach (var key in Line)
            Assert.Equal(0, await AcceptedAsync(key, screens[key]));

        var watch = Stopwatch.StartNew();
        using var request = Request(HttpMethod.Post, "/api/v1/events", system);
        request.Content = JsonContent.Create(new[]
        {
            new { eventId = "one-1", caseNo = "ONE-1", itemCode = JournalBed.Item, department = "D1", kind = "accepted", occurredAt = TimeProvider.System.GetUtcNow() },
        });
        using var answer = await _node.Client.SendAsync(request);
        Assert.Equal("""{"accepted":1,"duplicate":0,"refused":[]}""", await answer.Content.ReadAsStringAsync());
        output.WriteLine($"answered after {watch.ElapsedMilliseconds} ms");

        await client.UntilAsync("changes", changes => changes.GetProperty("totals").EnumerateArray().Any(totals =>
            totals.GetProperty("jurisdiction").GetString() == "330000" && Accepted(totals) == 1));
        output.WriteLine($"hub client of the province after {watch.ElapsedMilliseconds} ms");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        foreach (var key in Line)
        {
            while (await AcceptedAsync(key, screens[key]) != 1)
                await Task.Delay(20, patience.Token);
            output.WriteLine($"totals of {key} after {watch.ElapsedMilliseconds} ms");
        }
    }

    private static long Accepted(JsonElement totals) => totals.GetProperty("cases").GetProperty("accepted").GetInt64();

    private static HttpRequestMessage Request(HttpMethod method, string address, string token)
    {
        var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    private async Task<long> AcceptedAsync(string key, string token)
    {
        using var request = Request(HttpMethod.Get, $"/api/v1/totals?jurisdiction={key}", token);
        using var answer = await _node.Client.SendAsync(request);
        return Accepted(await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    private async Task<string> TokenAsync(string jurisdiction, string department, string scope)
    {
        var clients = _bed.Platform.Services.GetRequiredService<MachineClients>();
        var actor = await new People(_bed.Platform).EnsureAdministratorAsync();
        var (credentials, refusal) = await clients.RegisterAsync(actor, _bed.Platform[jurisdiction].Id, $"machine-{Guid.NewGuid():N}", department, [scope]);
        Assert.Null(refusal);
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"), new("client_id", credentials!.ClientId), new("client_secret", credentials.ClientSecret),
        ]);
        using var answer = await _node.Client.PostAsync(new Uri("/connect/token", UriKind.Relative), form);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }
}
