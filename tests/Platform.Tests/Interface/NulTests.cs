using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Platform.Tests.Permissions;
using Platform.Tests.Quarantine;
using Platform.Tests.Server;
using Tenancy.Permissions;
using Web.Hosting;
using Xunit;

namespace Platform.Tests.Interface;

/// <summary>The character NUL, which no text of the database can hold, in whatever is sent to whatever takes it.</summary>
public sealed class NulTests(Bed bed) : IClassFixture<Bed>
{
    private const string Json = "application/json";

    // They tell themselves which text of which event holds it.
    private static readonly string[] OfEvents = ["/api/v1/events", "/api/v1/quarantine/x/resubmit"];

    private static readonly string[] OfForms = ["/api/v1/imports", "/connect/token", "/preferences"];

    [Theory]
    [InlineData(Json, "{\"x\":\"a\\u0000b\"}")]
    [InlineData(Json, "{\"x\":\"\\\\\\u0000\"}")]
    [InlineData("text/csv", "item_code\na\0b\n")]
    public async Task Body_IsABadRequest_WhereverItIsSent(string type, string body)
    {
        List<string> wrong = [];
        HashSet<string> told = [];
        foreach (var client in await CallersAsync())
        {
            foreach (var (method, address, _) in Writing(pages: false).Where(to => !OfEvents.Contains(to.Address) && !OfForms.Contains(to.Address)))
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(type)) };
                using var answer = await client.SendAsync(request);
                if (answer.StatusCode == HttpStatusCode.BadRequest && (await answer.Content.ReadAsStringAsync()).Contains("\"character-nul\"", StringComparison.Ordinal))
                    told.Add(address);
                else if ((int)answer.StatusCode >= 500)
                    wrong.Add($"{method} {address}: {(int)answer.StatusCode}");
            }

            client.Dispose();
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Superset(type == Json ? new HashSet<string> { "/api/v1/departments", "/api/v1/items", "/api/v1/jurisdictions", "/api/v1/quarantine/dismiss" } : ["/api/v1/items"], told);
    }

    [Theory]
    [InlineData("{\"x\":\"\\\\u0000\"}", false, false)]
    [InlineData("{\"x\":\"\\u0001\\u00000\"}", false, true)]
    [InlineData("{\"x\":\"\\u000a\\n\\\\\\\\u0000\"}", false, false)]
    [InlineData("a=%00", true, true)]
    [InlineData("a=b%%00c&d=e", true, true)]
    [InlineData("a=%0%20%10&b=\\u0000", true, false)]
    public async Task OnlyTheEscapeItself_IsFound_HoweverItIsRead(string body, bool isForm, bool found)
    {
        foreach (var step in Enumerable.Range(1, body.Length))
        {
            var http = new Microsoft.AspNetCore.Http.DefaultHttpContext();
            await using var watched = new SpeakableBody(new MemoryStream(Encoding.UTF8.GetBytes(body)), isForm, http);
            var buffer = new byte[step];
            var refused = false;
            try
            {
                while (await watched.ReadAsync(buffer, TestContext.Current.CancellationToken) > 0)
                {
                }
            }
            catch (Microsoft.AspNetCore.Http.BadHttpRequestException)
            {
                refused = true;
            }

            Assert.Equal((found, found), (refused, SpeakableText.IsTold(http)));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Form_IsABadRequest_OnEveryPage(bool multipart)
    {
        List<string> wrong = [];
        var refused = 0;
        foreach (var role in new[] { Role.SystemAdministrator, Role.Inspector, Role.BureauHead })
        {
            using var client = await bed.Site.NewClientAsync(Bed.County, null, role);
            var token = SignedIn.TokenOf(await client.GetStringAsync("/search"));
            foreach (var (_, address, _) in Writing(pages: true).Where(page => !page.Address.StartsWith("/failed", StringComparison.Ordinal)))
            {
                using var answer = await client.PostAsync(address, Form(multipart, ("__RequestVerificationToken", token), ("x", "a\0b")));
                if (answer.StatusCode == HttpStatusCode.BadRequest)
                {
                    refused++;
                    if (!WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).Contains("空字符", StringComparison.Ordinal))
                        wrong.Add($"{address} as {role}: told as something else");
                }
                else if (answer.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.TooManyRequests))
                {
                    wrong.Add($"{address} as {role}: {(int)answer.StatusCode}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(refused > 20, $"{refused}");
    }

    [Fact]
    public async Task FormOfAnEndpoint_IsABadRequest()
    {
        using var administrator = await bed.Site.NewClientAsync(Bed.County, null, Role.SystemAdministrator);
        var token = SignedIn.TokenOf(await administrator.GetStringAsync("/imports"));
        using var import = Form(multipart: true, ("__RequestVerificationToken", token), ("profile", "wabo-receipt"), ("department", "a\0b"));
        ((MultipartFormDataContent)import).Add(new ByteArrayContent([0, 1]), "file", "log.csv");
        using var imported = await administrator.PostAsync("/api/v1/imports", import);
        using var anybody = bed.Site.NewClient();
        using var granted = await anybody.PostAsync("/connect/token", Form(multipart: false, ("grant_type", "client_credentials"), ("client_id", "a\0b"), ("client_secret", "s")));
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (imported.StatusCode, granted.StatusCode));
        Assert.Equal("character-nul", (await imported.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());

        // A file may hold whatever it likes.
        using var good = Form(multipart: true, ("__RequestVerificationToken", token), ("profile", "wabo-receipt"));
        ((MultipartFormDataContent)good).Add(new ByteArrayContent([0, 1]), "file", "log.csv");
        using var taken = await administrator.PostAsync("/api/v1/imports", good);
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
    }

    [Fact]
    public async Task SignIn_WithNul_IsABadRequest()
    {
        using var anybody = bed.Site.NewClient();
        var token = SignedIn.TokenOf(await anybody.GetStringAsync("/sign-in"));
        using var answer = await anybody.PostAsync("/sign-in", Form(multipart: false, ("__RequestVerificationToken", token), ("Jurisdiction", "某县"), ("UserName", "a\0b"), ("Password", "p\0")));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static HttpContent Form(bool multipart, params (string Name, string Value)[] fields)
    {
        if (!multipart)
            return new FormUrlEncodedContent(fields.ToDictionary(field => field.Name, field => field.Value));
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        return form;
    }

    private IEnumerable<(string Method, string Address, bool IsPage)> Writing(bool pages) =>
        RouteWalk.Of(bed.Site.Services, new Dictionary<string, string[]>(StringComparer.Ordinal) { ["jurisdiction"] = [Bed.County], ["code"] = [bed.Item.Code] }, "x")
            .Where(route => route.Method is "POST" or "PUT" or "DELETE" && route.IsPage == pages && !route.Address.StartsWith("/hubs", StringComparison.Ordinal) && route.Address != "/sign-out");

    private async Task<IReadOnlyList<HttpClient>> CallersAsync() =>
    [
        await bed.SystemAsync(), await bed.SystemAsync(scope: "catalogue"),
        await bed.Site.NewClientAsync(Bed.County, null, Role.SystemAdministrator), await bed.Site.NewClientAsync(Bed.County, null, Role.BureauHead),
    ];
}
