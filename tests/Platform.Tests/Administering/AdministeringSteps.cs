using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Accounts;
using Platform.Tests.Server;
using Tenancy.Accounts;
using Tenancy.Permissions;
using Xunit;

namespace Platform.Tests.Administering;

/// <summary>What administrators and people do in these tests, on one site a class.</summary>
public abstract class AdministeringSteps(TestSite site)
{
    protected const string Place = "330802";

    private int _count;

    protected TestSite Site { get; } = site;

    protected string NameOfLast => $"invited-{_count}";

    protected async Task<HttpClient> AdministratorAsync(string jurisdiction, params Role[] onward)
    {
        if (jurisdiction != "330000")
            return await Site.NewAdministratorAsync(jurisdiction, onward);
        await new People(Site.Platform).EnsureAdministratorAsync();
        return await SignInByFormAsync("330000", "admin");
    }

    protected async Task<(Guid Id, string Link)> InviteAsync(HttpClient admin, string place, string role)
    {
        _count++;
        using var answer = await admin.PostAsJsonAsync($"/api/v1/accounts?jurisdiction={place}", new { name = NameOfLast, displayName = "受邀人", role });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (body.GetProperty("account").GetGuid(), body.GetProperty("link").GetString()!);
    }

    protected async Task<Person> PersonAsync(HttpClient admin, string role)
    {
        // Tests of a class run one after another on one site: names must differ all the same.
        _count = Random.Shared.Next(1_000, int.MaxValue);
        var (id, link) = await InviteAsync(admin, Place, role);
        using var browser = Site.NewClient();
        Assert.Equal("/sign-in", await PasswordAsync(browser, link, People.Password, People.Password));
        return new(id, NameOfLast, await SignInByFormAsync(Place, NameOfLast));
    }

    protected async Task<HttpClient> SignInByFormAsync(string place, string name)
    {
        var client = Site.NewClient();
        using var answer = await client.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Jurisdiction"] = place, ["UserName"] = name, ["Password"] = People.Password, ["__RequestVerificationToken"] = SignedIn.TokenOf(await client.GetStringAsync("/sign-in")),
        }));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    protected Task<SignInResult> SignInAsync(string name, string password = People.Password) =>
        Site.Services.GetRequiredService<SignInService>().SignInAsync(Place, name, password);

    protected static async Task<string> OpenAsync(HttpClient browser, string code)
    {
        using var answer = await browser.PostAsync(new Uri("/invitation?handler=Open", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["code"] = code, ["__RequestVerificationToken"] = SignedIn.TokenOf(await browser.GetStringAsync("/invitation")),
        }));
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    protected static async Task<string> PasswordAsync(HttpClient browser, string link, string password, string again)
    {
        using var answer = await browser.PostAsync(new Uri("/invitation", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["code"] = link.Split('#')[1], ["password"] = password, ["again"] = again, ["__RequestVerificationToken"] = SignedIn.TokenOf(await browser.GetStringAsync("/sign-in")),
        }));
        return answer.Headers.Location?.ToString() ?? WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    protected static async Task<HttpStatusCode> ActAsync(HttpClient client, Guid account, string act, string place = Place)
    {
        using var answer = await client.PostAsync(new Uri($"/api/v1/accounts/{account}/{act}?jurisdiction={place}", UriKind.Relative), null);
        return answer.StatusCode;
    }

    protected static async Task<HttpStatusCode> StatusAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        return answer.StatusCode;
    }

    protected sealed record Person(Guid Id, string Name, HttpClient Client) : IDisposable
    {
        public void Dispose() => Client.Dispose();
    }
}
