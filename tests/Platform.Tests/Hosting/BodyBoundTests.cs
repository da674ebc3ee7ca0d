using System.Net;
using System.Text.Json;
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
    private HttpClient _patient = null!;

    public async ValueTask InitializeAsync()
    {
        _site = new WebApplicationFactory<Launch>().WithWebHostBuilder(host => host
            .UseSetting("empty", "true")
            .UseSetting("ConnectionStrings:Platform", new NpgsqlConnectionStringBuilder(platform.Server.Admin) { Database = platform.Directory }.ConnectionString)
            .UseSetting("Platform:Data", _folder.Path)
            .UseSetting("Platform:DataDatabases", $"{platform.First},{platform.Second}")
            .UseSetting("PLATFORM_KEY", Convert.ToBase64String(PostgresServer.Master)));
        _site.UseKestrel(0);
        _site.StartServer();
        _client = _site.CreateClient();
        _client.DefaultRequestHeaders.ExpectContinue = true;
        // A body that is not wanted is not sent, however long the server takes to say so.
        _patient = new(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = _client.BaseAddress };
        _patient.DefaultRequestHeaders.ExpectContinue = true;
        var people = new People(platform);
        var name = $"person-{Guid.NewGuid():N}";
        var account = await people.EnsureAsync(County, name);
        Assert.Null(await platform.Services.GetRequiredService<Administration>().GrantAsync(
            await people.EnsureAdministratorAsync(), platform[County].Id, account!.Value, new Holding(Role.SystemAdministrator, platform[County].Id)));
        await SignInAsync(_client, name);
        await SignInAsync(_patient, name);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _patient.Dispose();
        await _site.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ItemsAboveTheBound_AreRefusedAsAProblem(bool chunked)
    {
        using var body = new Commas(ImportItemsEndpoint.LargestFile + 1, chunked) { Headers = { ContentType = new("text/csv") } };
        using var answer = await _client.PostAsync("/api/v1/items", body);
        await RefusedAsync(answer);
        Assert.Equal(0, await platform.Server.ScalarAsync<long>(platform[County].Database, "select count(*) from item"));
    }

    [Theory]
    [InlineData("/api/v1/imports")]
    [InlineData("/imports")]
    public async Task LogAboveTheBound_IsRefused_AndLeavesNothingOnDisk(string address)
    {
        var token = SignedIn.TokenOf(await _patient.GetStringAsync("/imports"));
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" }, { new StringContent("wabo-receipt"), "profile" },
            { new Commas(StartImportEndpoint.LargestFile, chunked: false) { Headers = { ContentType = new("text/csv") } }, "file", "large.csv" },
        };
        using var answer = await _patient.PostAsync(address, form);
        if (address == "/imports")
            Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        else
            await RefusedAsync(answer);
        Assert.Empty(Directory.Exists(Path.Combine(_folder.Path, "imports")) ? Directory.GetFileSystemEntries(Path.Combine(_folder.Path, "imports")) : []);
        Assert.Equal(0, await platform.Server.ScalarAsync<long>(platform[County].Database, "select count(*) from import_job"));
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

    private static async Task RefusedAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(413, problem.RootElement.GetProperty("status").GetInt32());
    }

    /// <summary>So many commas, with their number told before or not.</summary>
    private sealed class Commas(long bytes, bool chunked) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var commas = new byte[64 * 1024];
            Array.Fill(commas, (byte)',');
            for (var left = bytes; left > 0; left -= commas.Length)
                await stream.WriteAsync(commas.AsMemory(0, (int)Math.Min(left, commas.Length)));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes;
            return !chunked;
        }
    }
}
