using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using Platform.Tests.Permissions;
using Platform.Tests.Quarantine;
using Platform.Tests.Server;
using Tenancy.Permissions;
using Xunit;

namespace Platform.Tests.Interface;

/// <summary>Compressed bodies that are none, or that are far larger than they look, at every endpoint that takes a body.</summary>
public sealed class CompressionTests(Bed bed) : IClassFixture<Bed>
{
    private const int Mebibyte = 1024 * 1024;

    private static readonly byte[] Plain = Encoding.UTF8.GetBytes("""{"ids":["x"],"reason":"x"}""");

    public static TheoryData<string, string> Broken => new()
    {
        { "gzip", "plain" }, { "gzip", "broken-off" }, { "gzip", "empty" }, { "br", "plain" }, { "deflate", "plain" }, { "zstd", "plain" }, { "gzip, gzip", "packed" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task BodyThatIsNotWhatItsEncodingSays_FailsNowhere(string encoding, string what)
    {
        var body = what switch { "plain" => Plain, "empty" => [], "packed" => Pack(Plain), _ => Pack(Plain)[..^9] };
        List<string> failed = [];
        foreach (var client in await CallersAsync())
        {
            foreach (var (method, address, _) in Writing())
            {
                foreach (var type in Types(address))
                {
                    using var answer = await SendAsync(client, method, address, body, encoding, type);
                    if ((int)answer.StatusCode >= 500)
                        failed.Add($"{method} {address} as {type}: {(int)answer.StatusCode}");
                }
            }

            client.Dispose();
        }

        Assert.True(failed.Count == 0, string.Join('\n', failed));
    }

    [Theory]
    [InlineData("/api/v1/events", "application/json")]
    [InlineData("/api/v1/quarantine/resubmit", "application/json")]
    [InlineData("/api/v1/quarantine/dismiss", "application/json")]
    [InlineData("/api/v1/items", "application/json")]
    [InlineData("/api/v1/items", "text/csv")]
    [InlineData("/api/v1/setup", "application/json")]
    [InlineData("/api/v1/jurisdictions", "application/json")]
    [InlineData("/api/v1/imports", "multipart/form-data; boundary=x")]
    [InlineData("/connect/token", "application/x-www-form-urlencoded")]
    public async Task BrokenCompression_IsTheSendersFault(string address, string type)
    {
        foreach (var client in await CallersAsync())
        {
            using var answer = await SendAsync(client, "POST", address, Plain, "gzip", type);
            Assert.InRange((int)answer.StatusCode, 400, 499);
            client.Dispose();
        }
    }

    [Theory]
    [InlineData("/api/v1/events", "application/json")]
    [InlineData("/api/v1/items", "application/json")]
    [InlineData("/api/v1/items", "text/csv")]
    public async Task SmallBodyThatUnpacksToAHugeOne_IsReadNoFurtherThanItsEndpointTakes(string address, string type)
    {
        var bomb = Bomb(mebibytes: 384);
        Assert.True(bomb.Length < Mebibyte);
        using var system = await bed.SystemAsync(scope: address == "/api/v1/events" ? "events" : "catalogue");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using (var answer = await SendAsync(system, "POST", address, bomb, "gzip", type))
            Assert.InRange((int)answer.StatusCode, 400, 499);
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < 192L * Mebibyte);
    }

    [Fact]
    public async Task FormOfOneEndlessName_IsNoForm()
    {
        using var client = bed.Site.NewClient();
        using var answer = await SendAsync(client, "POST", "/connect/token", Bomb(8), "gzip", "application/x-www-form-urlencoded");
        Assert.InRange((int)answer.StatusCode, 400, 499);
    }

    private static IEnumerable<string> Types(string address) => address switch
    {
        "/connect/token" => ["application/x-www-form-urlencoded"],
        "/api/v1/imports" => ["multipart/form-data; boundary=x"],
        "/api/v1/items" => ["application/json", "text/csv"],
        _ => ["application/json"],
    };

    private IEnumerable<(string Method, string Address, bool IsPage)> Writing() =>
        RouteWalk.Of(bed.Site.Services, new Dictionary<string, string[]>(StringComparer.Ordinal) { ["jurisdiction"] = [Bed.County], ["code"] = [bed.Item.Code] }, "x")
            .Where(route => route.Method is "POST" or "PUT" or "DELETE" && !route.IsPage && !route.Address.StartsWith("/hubs", StringComparison.Ordinal) && route.Address != "/sign-out");

    private async Task<IReadOnlyList<HttpClient>> CallersAsync() =>
    [
        await bed.SystemAsync(), await bed.SystemAsync(scope: "catalogue"),
        await bed.Site.NewClientAsync(Bed.County, null, Role.SystemAdministrator), await bed.Site.NewClientAsync(Bed.County, null, Role.BureauHead),
    ];

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string address, byte[] body, string encoding, string type)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        return await client.SendAsync(request);
    }

    private static byte[] Pack(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            packing.Write(body);
        return packed.ToArray();
    }

    /// <summary>Letters of one kind, so many MiB of them, in some kilobytes.</summary>
    private static byte[] Bomb(int mebibytes)
    {
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            packing.Write("[\""u8);
            var letters = Enumerable.Repeat((byte)'a', Mebibyte).ToArray();
            for (var i = 0; i < mebibytes; i++)
                packing.Write(letters);
        }

        return packed.ToArray();
    }
}
