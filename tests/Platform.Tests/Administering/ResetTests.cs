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

/// <summary>An account is reset: who did it is told to its person and to those who watch.</summary>
public sealed class ResetTests(TestSite site) : AdministeringSteps(site), IClassFixture<TestSite>
{
    [Fact]
    public async Task ResetAccount_LosesPasswordAndSessions_AndGetsANewLink()
    {
        using var admin = await AdministratorAsync("330000");
        using var person = await PersonAsync(admin, "leader");
        Assert.Equal(HttpStatusCode.OK, (await person.Client.GetAsync("/signals")).StatusCode);

        using var answer = await admin.PostAsync(new Uri($"/api/v1/accounts/{person.Id}/reset?jurisdiction={Place}", UriKind.Relative), null);
        var link = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("link").GetString()!;
        Assert.Equal(HttpStatusCode.Redirect, (await person.Client.GetAsync("/signals")).StatusCode);
        Assert.IsType<SignInResult.Wrong>(await SignInAsync(person.Name));

        using var browser = Site.NewClient();
        Assert.Equal("/sign-in", await PasswordAsync(browser, link, People.Password, People.Password));
        Assert.IsType<SignInResult.SignedIn>(await SignInAsync(person.Name));
    }

    [Fact]
    public async Task PersonWhoseAccountWasReset_IsToldByWhomAtTheNextSignIn_UntilItIsAnswered()
    {
        using var admin = await AdministratorAsync("330000");
        using var person = await PersonAsync(admin, "leader");
        await ResetAndSetAsync(admin, person);

        using var browser = Site.NewClient();
        foreach (var _ in new[] { "told", "told again" })
            Assert.StartsWith("/sign-in/resets?ReturnUrl=", await ArriveAsync(browser, person.Name), StringComparison.Ordinal);
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync("/sign-in/resets?ReturnUrl=%2Fsignals"));
        Assert.Contains("您的账号被重置过", page, StringComparison.Ordinal);
        Assert.Contains("330000/admin", page, StringComparison.Ordinal);
        Assert.Equal("/signals", await AnswerAsync(browser, page, disputed: false));

        Assert.Equal("/", await ArriveAsync(browser, person.Name));
        Assert.DoesNotContain("您的账号被重置过", WebUtility.HtmlDecode(await browser.GetStringAsync("/sign-in/resets")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AdministratorWhoUsesHisOwnLink_IsSeenByThePersonAndByTheAuditorsHereAndAbove()
    {
        using var admin = await AdministratorAsync("330000");
        using var person = await PersonAsync(admin, "leader");
        await ResetAndSetAsync(admin, person);
        using (var intruder = Site.NewClient())
        {
            await ArriveAsync(intruder, person.Name);
            await AnswerAsync(intruder, await intruder.GetStringAsync("/sign-in/resets"), disputed: false);
        }

        // The person's password is gone: without another reset there is no way in, and that one tells of both.
        await ResetAndSetAsync(admin, person);
        using var owner = Site.NewClient();
        Assert.StartsWith("/sign-in/resets", await ArriveAsync(owner, person.Name), StringComparison.Ordinal);
        var page = WebUtility.HtmlDecode(await owner.GetStringAsync("/sign-in/resets"));
        Assert.Equal(3, page.Split("330000/admin").Length - 1);
        Assert.Contains("本人要求", page, StringComparison.Ordinal);
        Assert.Equal("/sign-in/resets", await AnswerAsync(owner, page, disputed: true));

        foreach (var place in new[] { Place, "330800", "330000" })
        {
            using var auditor = await Site.NewClientAsync(place, null, Role.SecurityAuditor);
            var lines = (await auditor.GetFromJsonAsync<JsonElement>("/api/v1/accounts/resets")).EnumerateArray()
                .Where(line => line.GetProperty("account").GetString() == person.Name).Reverse().ToArray();
            Assert.Equal(
                ["invitation-accepted", "account-reset", "invitation-accepted", "reset-confirmed", "account-reset", "invitation-accepted", "reset-disputed"],
                lines.Select(line => line.GetProperty("action").GetString()));
            Assert.All(lines, line => Assert.Equal(Place, line.GetProperty("jurisdiction").GetString()));
            Assert.Equal($"{Place}/{person.Name}", lines[^1].GetProperty("actor").GetString());
            Assert.Equal("330000/admin", lines[^1].GetProperty("madeBy").GetString());
            Assert.Contains(person.Name, await auditor.GetStringAsync("/resets"), StringComparison.Ordinal);
        }

        using var beside = await Site.NewClientAsync("330825", null, Role.SecurityAuditor);
        Assert.Equal(0, (await beside.GetFromJsonAsync<JsonElement>("/api/v1/accounts/resets")).GetArrayLength());
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(admin, "/api/v1/accounts/resets"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(admin, "/resets"));
        Assert.Null(await Site.Services.GetRequiredService<AuditLog>().BrokenAtAsync(Site.Platform[Place].Id));
    }

    private static async Task ResetAndSetAsync(HttpClient admin, Person person)
    {
        using var answer = await admin.PostAsync(new Uri($"/api/v1/accounts/{person.Id}/reset?jurisdiction={Place}", UriKind.Relative), null);
        var link = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("link").GetString()!;
        Assert.Equal("/sign-in", await PasswordAsync(person.Client, link, People.Password, People.Password));
    }

    private static async Task<string> AnswerAsync(HttpClient browser, string page, bool disputed)
    {
        using var answer = await browser.PostAsync("/sign-in/resets?ReturnUrl=%2Fsignals", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["disputed"] = disputed ? "true" : "false", ["__RequestVerificationToken"] = SignedIn.TokenOf(page),
        }));
        return answer.Headers.Location!.ToString();
    }

    private static async Task<string> ArriveAsync(HttpClient client, string name)
    {
        using var answer = await client.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Jurisdiction"] = Place, ["UserName"] = name, ["Password"] = People.Password, ["__RequestVerificationToken"] = SignedIn.TokenOf(await client.GetStringAsync("/sign-in")),
        }));
        return answer.Headers.Location!.ToString();
    }
}
