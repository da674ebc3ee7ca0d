using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Tests.Accounts;
using Platform.Tests.Embedded;
using Platform.Tests.Server;
using Tenancy.Accounts;
using Tenancy.Permissions;
using Web.Catalogue.Endpoints;
using Web.Hosting;
using Web.Import.Jobs;
using Xunit;

namespace Platform.Tests.Hosting;

/// <summary>Uploads of CSV that are larger than their endpoint takes, on a real server: only that bounds bodies.</summary>
public sealed class BodyBoundTests(TestPlatform platform) : IClassFixture<TestPlatform>, IAsyncLifetime
{
    private const string County = "330802";
    private readonly TemporaryFolder _folder = new();
    private WebApplicationFactory<Launch> _site = null!;
    private HttpClient _client = null!;

    /// <summary>The same browser, which does not ask before it sends.</summary>
    private HttpClient _hasty = null!;

    public async ValueTask InitializeAsync()
    {
        _site = new WebApplicationFactory<Launch>().WithWebHostBuilder(host => host
            .UseSetting("empty", "true")
            .UseSetting("urls", "http://127.0.0.1:0")
            .UseSetting("ConnectionStrings:Platform", new NpgsqlConnectionStringBuilder(platform.Server.Admin) { Database = platform.Directory }.ConnectionString)
            .UseSetting("Platform:Data", _folder.Path)
            .UseSetting("Platform:DataDatabases", $"{platform.First},{platform.Second}")
            .UseSetting("PLATFORM_KEY", Convert.ToBase64String(PostgresServer.Master))
            .ConfigureServices(static services => services.AddSingleton<IStartupFilter, NarrowBounds>()));
        _site.UseKestrel(0);
        _site.StartServer();
        // The factory's own client gathers every body first, and so tells every length. What is not wanted is not sent, however long the server takes to say so.
        using (var gathering = _site.CreateClient())
        {
            var handler = new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) };
            (_client, _hasty) = (new(handler) { BaseAddress = gathering.BaseAddress }, new(handler) { BaseAddress = gathering.BaseAddress });
        }

        _client.DefaultRequestHeaders.ExpectContinue = true;
        var people = new People(platform);
        var name = $"person-{Guid.NewGuid():N}";
        var account = await people.EnsureAsync(County, name);
        Assert.Null(await platform.Services.GetRequiredService<Administration>().GrantAsync(
            await people.EnsureAdministratorAsync(), platform[County].Id, account!.Value, new Holding(Role.SystemAdministrator, platform[County].Id)));
        await SignInAsync(_client, name);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _hasty.Dispose();
        await _site.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ItemsAboveTheBound_AreRefusedAsAProblem(bool chunked)
    {
        using var body = new Table(ImportItemsEndpoint.LargestFile + 1, chunked) { Headers = { ContentType = new("text/csv") } };
        using var answer = await _client.PostAsync("/api/v1/items", body);
        await RefusedAsync(answer);
        Assert.Equal(0, await platform.Server.ScalarAsync<long>(platform[County].Database, "select count(*) from item"));
    }

    [Theory]
    [InlineData("/api/v1/imports", null)]
    [InlineData("/api/v1/items", null)]
    [InlineData("/imports", null)]
    [InlineData("/catalogue/import", null)]
    [InlineData("/sign-in", null)]
    [InlineData("/sign-in", "gzip")]
    public async Task BodyWithoutALength_IsRefusedWhereItGrowsTooLarge(string address, string? encoding)
    {
        var token = SignedIn.TokenOf(await _client.GetStringAsync("/imports"));
        var table = new Table(64 * NarrowBounds.Bytes, chunked: true) { Headers = { ContentType = new("text/csv") } };
        using HttpContent body = address == "/api/v1/items" ? table : new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" }, { new StringContent("wabo-receipt"), "profile" }, { table, "file", "large.csv" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = encoding is null ? body : await ZippedAsync(body) };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add(NarrowBounds.Header, "true");
        using var answer = await _client.SendAsync(request);
        await RefusedAsync(answer, ofAPage: !address.StartsWith("/api", StringComparison.Ordinal));
        Assert.Equal(0, await platform.Server.ScalarAsync<long>(platform[County].Database, "select count(*) from import_job"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("gzip")]
    public async Task WhoDoesNotAskBefore_AndSendsOnThoughRefused_IsToldSo(string? encoding)
    {
        using var body = new Table(64 * NarrowBounds.Bytes, chunked: false) { Headers = { ContentType = new("text/csv") } };
        if (encoding is not null)
            body.Headers.ContentEncoding.Add(encoding);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/items") { Content = body };
        request.Headers.Add(NarrowBounds.Header, "true");
        using var answer = await _hasty.SendAsync(request);
        await RefusedAsync(answer);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/no-such-page")]
    public async Task PageThatTellsOfABodyTooLarge_ReadsNothingOfIt(string address)
    {
        var site = _client.BaseAddress!;
        using var sender = new TcpClient();
        await sender.ConnectAsync(site.Host, site.Port);
        await using var wire = sender.GetStream();
        await wire.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {address} HTTP/1.1\r\nHost: {site.Authority}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000000000\r\n\r\na="));
        using var heard = new StreamReader(wire);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        // So slowly, and fast enough not to be given up, that who read it would be at it for minutes.
        var sending = SendOnAsync(wire, patience.Token);
        Assert.StartsWith("HTTP/1.1 413 ", await heard.ReadLineAsync(patience.Token), StringComparison.Ordinal);
        await patience.CancelAsync();
        await sending;
    }

    [Theory]
    [InlineData("/api/v1/imports")]
    [InlineData("/imports")]
    public async Task LogAboveTheBound_IsRefused_AndLeavesNothingOnDisk(string address)
    {
        var token = SignedIn.TokenOf(await _client.GetStringAsync("/imports"));
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" }, { new StringContent("wabo-receipt"), "profile" },
            { new Table(StartImportEndpoint.LargestFile, chunked: false) { Headers = { ContentType = new("text/csv") } }, "file", "large.csv" },
        };
        using var answer = await _client.PostAsync(address, form);
        await RefusedAsync(answer, ofAPage: address == "/imports");
        Assert.Empty(Directory.Exists(Path.Combine(_folder.Path, "imports")) ? Directory.GetFileSystemEntries(Path.Combine(_folder.Path, "imports")) : []);
        Assert.Equal(0, await platform.Server.ScalarAsync<long>(platform[County].Database, "select count(*) from import_job"));
    }

    private static async Task SendOnAsync(NetworkStream wire, CancellationToken end)
    {
        var piece = new byte[1000];
        Array.Fill(piece, (byte)'b');
        try
        {
            while (true)
            {
                await wire.WriteAsync(piece, end);
                await Task.Delay(100, end);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException)
        {
        }
    }

    private static async Task SignInAsync(HttpClient client, string name)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Jurisdiction"] = County, ["UserName"] = name, ["Password"] = People.Password,
            ["__RequestVerificationToken"] = SignedIn.TokenOf(await client.GetStringAsync("/sign-in")),
        });
        using var answer = await client.PostAsync("/sign-in", form);
        Assert.NotEqual("/sign-in", answer.RequestMessage!.RequestUri!.AbsolutePath);
    }

    private static async Task RefusedAsync(HttpResponseMessage answer, bool ofAPage = false)
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        if (ofAPage)
        {
            var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            Assert.Contains("内容过大", page, StringComparison.Ordinal);
            // A catalogue's file is taken as it is, not packed.
            Assert.DoesNotContain("gzip", page, StringComparison.OrdinalIgnoreCase);
            return;
        }

        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(413, problem.RootElement.GetProperty("status").GetInt32());
        Assert.Equal(
            ("urn:e-supervision:problem:too-large", "too-large", "several smaller requests"),
            (problem.RootElement.GetProperty("type").GetString(), problem.RootElement.GetProperty("code").GetString(), problem.RootElement.GetProperty("expected").GetString()));
    }

    private static async Task<HttpContent> ZippedAsync(HttpContent body)
    {
        var zipped = new MemoryStream();
        await using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
            await body.CopyToAsync(gzip);
        zipped.Position = 0;
        return new StreamContent(zipped) { Headers = { ContentType = body.Headers.ContentType, ContentEncoding = { "gzip" } } };
    }

    /// <summary>Bounds every body of a request that asks for it as if the endpoint took so little: what really is too large takes a long time to send.</summary>
    private sealed class NarrowBounds : IStartupFilter
    {
        public const string Header = "Narrow-Bounds";
        public const long Bytes = 64 * 1024;

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(static (http, then) =>
            {
                if (http.Request.Headers.ContainsKey(Header))
                    http.Features.Set<IHttpMaxRequestBodySizeFeature>(new Narrow(http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>()));
                return then(http);
            });
            next(app);
        };

        private sealed class Narrow : IHttpMaxRequestBodySizeFeature
        {
            private readonly IHttpMaxRequestBodySizeFeature _true;

            public Narrow(IHttpMaxRequestBodySizeFeature whole) => (_true, whole.MaxRequestBodySize) = (whole, Bytes);

            public bool IsReadOnly => _true.IsReadOnly;

            public long? MaxRequestBodySize
            {
                get => _true.MaxRequestBodySize;
                set => _true.MaxRequestBodySize = value is null ? null : Math.Min(value.Value, Bytes);
            }
        }
    }

    /// <summary>So many bytes of CSV, with their number told before or not.</summary>
    private sealed class Table(long bytes, bool chunked) : HttpContent
    {
        private const string Header = "code,name,kind,department\n";

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var line = Encoding.ASCII.GetBytes(new string('x', 4096) + ",,,\n");
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Header));
            for (var left = bytes - Header.Length; left > 0; left -= line.Length)
                await stream.WriteAsync(line.AsMemory(0, (int)Math.Min(left, line.Length)));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes;
            return !chunked;
        }
    }
}
