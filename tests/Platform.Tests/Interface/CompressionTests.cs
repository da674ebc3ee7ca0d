using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Platform.Tests.Permissions;
using Platform.Tests.Quarantine;
using Platform.Tests.Server;
using Tenancy.Permissions;
using Web.Interface;
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
    [InlineData("/api/v1/events", "application/json", "[\"", "\"]")]
    [InlineData("/api/v1/items", "application/json", "[\"", "\"]")]
    public async Task SmallBodyThatUnpacksToAHugeOne_IsTooLarge_HoweverSoundItIs(string address, string type, string before, string after)
    {
        var bomb = Bomb(mebibytes: 96, before, after);
        Assert.True(bomb.Length < Mebibyte);
        using var system = await bed.SystemAsync(scope: address == "/api/v1/events" ? "events" : "catalogue");
        using var answer = await SendAsync(system, "POST", address, bomb, "gzip", type);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        if (address == "/api/v1/events")
            Assert.Contains("\"too-large\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnpackedEventsWithoutEnd_AreReadNoFurtherThanTheirEndpointTakes()
    {
        using var endless = new EndlessLetters();
        using var budget = new BodyBudget(bytes: 8L * EventsEndpoint.MostBytes);
        using var share = budget.Begin(new(1), "x");
        var http = new DefaultHttpContext();
        http.Request.Body = endless;
        var refused = await Assert.ThrowsAsync<UnreadableBodyException>(() => EventsBody.ReadAsync(http.Request, share, TestContext.Current.CancellationToken));
        Assert.Equal(StatusCodes.Status413PayloadTooLarge, refused.Status);
        Assert.InRange(endless.Taken, EventsEndpoint.MostBytes, EventsEndpoint.MostBytes + (long)Mebibyte);
    }

    [Fact]
    public async Task FormOfOneEndlessName_IsNoForm()
    {
        using var client = bed.Site.NewClient();
        using var answer = await SendAsync(client, "POST", "/connect/token", Bomb(8, "", ""), "gzip", "application/x-www-form-urlencoded");
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

    /// <summary>Letters of one kind, so many MiB of them between two texts, in some kilobytes.</summary>
    private static byte[] Bomb(int mebibytes, string before, string after)
    {
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            packing.Write(Encoding.UTF8.GetBytes(before));
            var letters = Enumerable.Repeat((byte)'a', Mebibyte).ToArray();
            for (var i = 0; i < mebibytes; i++)
                packing.Write(letters);
            packing.Write(Encoding.UTF8.GetBytes(after));
        }

        return packed.ToArray();
    }

    /// <summary>Letters as many as anybody asks for; counts them, and breaks off long after every bound.</summary>
    private sealed class EndlessLetters : MemoryStream
    {
        public long Taken { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Assert.True(Taken < 384L * Mebibyte);
            var taken = Math.Min(buffer.Length, 64 * 1024);
            buffer.Span[..taken].Fill((byte)'a');
            Taken += taken;
            return ValueTask.FromResult(taken);
        }
    }
}
