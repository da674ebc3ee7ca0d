using System.Net;
using System.Net.Sockets;
using Web.Hosting;
using Xunit;

namespace Platform.Tests.Server;

public sealed class TestSiteTests(PostgresServer server)
{
    [Fact]
    public async Task Site_Starts_WhoeverListensAtThePortOfThePlatform()
    {
        // Another site that looks whether the port is free holds it for as long as it looks.
        using var looking = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            looking.Bind(new IPEndPoint(IPAddress.Loopback, Launch.DefaultPort));
            looking.Listen();
        }
        catch (SocketException)
        {
            // Somebody holds it already.
        }

        await using var site = new TestSite(server);
        await site.InitializeAsync();
        using var client = site.NewClient();
        using var answer = await client.GetAsync(new Uri("/health/live", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
