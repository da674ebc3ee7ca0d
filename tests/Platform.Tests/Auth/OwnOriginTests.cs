using System.Net;
using Platform.Tests.Administering;
using Platform.Tests.Server;
using Tenancy.Accounts;
using Xunit;

namespace Platform.Tests.Auth;

/// <summary>What a signed-in person's browser sends because another origin's page has it do so.</summary>
public sealed class OwnOriginTests(TestSite site) : AdministeringSteps(site), IClassFixture<TestSite>
{
    [Theory]
    [InlineData("cross-site", null)]
    [InlineData("same-site", null)]
    [InlineData(null, "https://elsewhere.example")]
    [InlineData(null, "null")]
    public async Task ActThatAnotherOriginsPageSends_IsRefused(string? site, string? origin)
    {
        using var admin = await AdministratorAsync("330000");
        using var person = await PersonAsync(admin, "leader");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/accounts/{person.Id}/suspend?jurisdiction={Place}");
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        if (origin is not null)
            request.Headers.Add("Origin", origin);

        using var answer = await admin.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.IsType<SignInResult.SignedIn>(await SignInAsync(person.Name));
    }

    [Fact]
    public async Task ActFromTheOwnPageThroughAProxyThatNamesAnotherHost_IsTaken()
    {
        using var admin = await AdministratorAsync("330000");
        using var person = await PersonAsync(admin, "leader");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/accounts/{person.Id}/suspend?jurisdiction={Place}");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Add("Origin", "https://platform.example");

        using var answer = await admin.SendAsync(request);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Theory]
    [InlineData("http://elsewhere.example", true)]
    [InlineData("null", true)]
    [InlineData(null, false)]
    public async Task LiveHubThatAnotherOriginsPageOpens_IsRefused(string? origin, bool isRefused)
    {
        using var admin = await AdministratorAsync("330000");
        using var person = await PersonAsync(admin, "leader");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/hubs/live");
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.ParseAdd("websocket");
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        if (origin is not null)
            request.Headers.Add("Origin", origin);

        using var answer = await person.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(isRefused, answer.StatusCode == HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task FormThatAnotherOriginsPageSends_IsRefusedWithAPage()
    {
        using var admin = await AdministratorAsync("330000");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([]) };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        using var answer = await admin.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("<main", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
