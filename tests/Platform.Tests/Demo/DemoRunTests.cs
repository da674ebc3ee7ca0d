using System.Net.Http.Json;
using System.Text.Json;
using Platform.Tests.Embedded;
using Platform.Tests.Hosting;
using Web.Demo;
using Xunit;

namespace Platform.Tests.Demo;

public sealed class DemoRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_MakesTheProvinceTellsHowToGetInAndKeepsItOnTheNextStart()
    {
        DemoFile first;
        await using (var node = await Node.StartAsync(_folder.Path, demo: true))
        {
            await node.UntilPrintedAsync("demo.json");
            first = (await DemoFile.ReadAsync(_folder.Path, CancellationToken.None))!;
            Assert.Contains(node.Output, line => line == first.Url);
            Assert.All(first.Accounts, a => Assert.Contains(node.Output, line => line.EndsWith(a.Password, StringComparison.Ordinal)));
        }

        Assert.Equal(1 + 11 + 90, first.Systems.Select(s => s.Jurisdiction).Distinct().Count());
        Assert.All(first.Systems, s => Assert.NotEmpty(s.Items));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File("demo.json")));

        await using var next = await Node.StartAsync(_folder.Path, demo: true);
        await next.UntilPrintedAsync("demo.json");
        var second = (await DemoFile.ReadAsync(_folder.Path, CancellationToken.None))!;
        Assert.Equal(first.Accounts, second.Accounts);
        Assert.Equal(first.Systems.Select(s => (s.ClientId, s.ClientSecret)), second.Systems.Select(s => (s.ClientId, s.ClientSecret)));
        await AcceptsAnEventOf(next, second.Systems[0]);
    }

    private static async Task AcceptsAnEventOf(Node node, DemoFile.Machine system)
    {
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"), new("client_id", system.ClientId), new("client_secret", system.ClientSecret),
        ]);
        using var granted = await node.Client.PostAsync(new Uri("/connect/token", UriKind.Relative), form);
        var token = (await granted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();

        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/events")
        {
            Content = JsonContent.Create(new[]
            {
                new
                {
                    eventId = "t-1", caseNo = "T-1", itemCode = system.Items[0], department = system.Department, kind = "accepted",
                    occurredAt = TimeProvider.System.GetUtcNow(),
                },
            }),
        };
        request.Headers.Authorization = new("Bearer", token);
        using var answer = await node.Client.SendAsync(request);
        Assert.Equal("""{"accepted":1,"duplicate":0,"refused":[]}""", await answer.Content.ReadAsStringAsync());
    }
}
