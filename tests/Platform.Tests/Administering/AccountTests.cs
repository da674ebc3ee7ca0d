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

public sealed class AccountTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Place = "330802";

    private int _count;

    [Fact]
    public async Task InvitedPerson_SetsThePasswordByTheLinkOnce_AndHoldsTheRole()
    {
        using var admin = await AdministratorAsync("330000");
        var (_, link) = await InviteAsync(admin, Place, "inspector");
        using var browser = site.NewClient();

        Assert.StartsWith("/invitation#", link, StringComparison.Ordinal);
        using var asked = await browser.GetAsync("/invitation");
        Assert.Equal("no-referrer", string.Join(' ', asked.Headers.GetValues("Referrer-Policy")));
        Assert.Contains("name=\"code\"", await asked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var page = await OpenAsync(browser, link);
        Assert.Contains("柯城区", page, StringComparison.Ordinal);
        Assert.Contains("此链接由 330000/admin 生成于", page, StringComparison.Ordinal);
        Assert.Contains("柯城区", await OpenAsync(browser, link.Split('#')[1]), StringComparison.Ordinal);
        Assert.Contains("至少 10 个字符", await PasswordAsync(browser, link, "short", "short"), StringComparison.Ordinal);
        Assert.Contains("两次输入的密码不同", await PasswordAsync(browser, link, People.Password, People.Password + "x"), StringComparison.Ordinal);
        Assert.Equal("/sign-in", await PasswordAsync(browser, link, People.Password, People.Password));
        Assert.Contains("not-invited", await OpenAsync(browser, link), StringComparison.Ordinal);
        Assert.Contains("not-invited", await PasswordAsync(browser, link, "another word 22", "another word 22"), StringComparison.Ordinal);

        var caller = await new People(site.Platform).SignInAsync(Place, NameOfLast, People.Password);
        Assert.Equal([new Holding(Role.Inspector, site.Platform[Place].Id)], caller.Holdings);
        Assert.Contains("not-invited", await OpenAsync(browser, link.Replace("330802", "330825", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SuspendedAccount_LosesItsSessionsAtOnce_AndIsRestored()
    {
        using var admin = await AdministratorAsync("330000");
        using var person = await PersonAsync(admin, "leader");
        Assert.Equal(HttpStatusCode.OK, (await person.Client.GetAsync("/signals")).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, await ActAsync(admin, person.Id, "suspend"));
        Assert.Equal(HttpStatusCode.Redirect, (await person.Client.GetAsync("/signals")).StatusCode);
        Assert.IsType<SignInResult.Suspended>(await SignInAsync(person.Name));

        Assert.Equal(HttpStatusCode.NoContent, await ActAsync(admin, person.Id, "restore"));
        Assert.IsType<SignInResult.SignedIn>(await SignInAsync(person.Name));
        Assert.Equal(HttpStatusCode.Redirect, (await person.Client.GetAsync("/signals")).StatusCode);
    }

    [Theory]
    [InlineData("cross-site", null)]
    [InlineData("same-site", null)]
    [InlineData(null, "https://elsewhere.example")]
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
    public async Task AccountThatHoldsMoreThanTheAdministratorMayHandOn_IsBeyondHim_AndTheScreenSaysSo()
    {
        using var above = await AdministratorAsync("330000");
        using var head = await PersonAsync(above, "bureau-head");
        using var county = await AdministratorAsync(Place, Role.Leader);
        foreach (var act in new[] { "reset", "suspend", "unlock", "restore" })
        {
            using var refused = await county.PostAsync(new Uri($"/api/v1/accounts/{head.Id}/{act}?jurisdiction={Place}", UriKind.Relative), null);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            Assert.Contains("holds-more", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.IsType<SignInResult.SignedIn>(await SignInAsync(head.Name));
        var page = WebUtility.HtmlDecode(await county.GetStringAsync($"/accounts/{head.Id}?jurisdiction={Place}"));
        Assert.Contains("此账号持有您无权转授的角色", page, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Reset", page, StringComparison.Ordinal);
        Assert.Contains("handler=Reset", await above.GetStringAsync($"/accounts/{head.Id}?jurisdiction={Place}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Auditor_IsNeitherResetNorSuspendedByTheAdministratorWhomHeWatches_ButFromAbove()
    {
        using var above = await AdministratorAsync("330000");
        using var auditor = await PersonAsync(above, "security-auditor");
        using var county = await AdministratorAsync(Place);
        foreach (var act in new[] { "reset", "suspend" })
            Assert.True((int)await ActAsync(county, auditor.Id, act) is >= 400 and < 500, act);
        Assert.IsType<SignInResult.SignedIn>(await SignInAsync(auditor.Name));

        Assert.Equal(HttpStatusCode.NoContent, await ActAsync(above, auditor.Id, "suspend"));
    }

    [Fact]
    public async Task RoleOfADepartment_IsGrantedForOneDepartment_AndNoPersonHoldsThatOfASystem()
    {
        using var admin = await AdministratorAsync("330000");
        using var person = await PersonAsync(admin, "leader");
        foreach (var role in new[] { "post-user", "department-system" })
        {
            using var answer = await admin.PostAsJsonAsync($"/api/v1/accounts/{person.Id}/grants?jurisdiction={Place}", new { role });
            Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{role}: {answer.StatusCode}");
        }
    }

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

        using var browser = site.NewClient();
        Assert.Equal("/sign-in", await PasswordAsync(browser, link, People.Password, People.Password));
        Assert.IsType<SignInResult.SignedIn>(await SignInAsync(person.Name));
    }

    [Fact]
    public async Task PersonWhoseAccountWasReset_IsToldByWhomAtTheNextSignIn_UntilItIsAnswered()
    {
        using var admin = await AdministratorAsync("330000");
        using var person = await PersonAsync(admin, "leader");
        await ResetAndSetAsync(admin, person);

        using var browser = site.NewClient();
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
        using (var intruder = site.NewClient())
        {
            await ArriveAsync(intruder, person.Name);
            await AnswerAsync(intruder, await intruder.GetStringAsync("/sign-in/resets"), disputed: false);
        }

        // The person's password is gone: without another reset there is no way in, and that one tells of both.
        await ResetAndSetAsync(admin, person);
        using var owner = site.NewClient();
        Assert.StartsWith("/sign-in/resets", await ArriveAsync(owner, person.Name), StringComparison.Ordinal);
        var page = WebUtility.HtmlDecode(await owner.GetStringAsync("/sign-in/resets"));
        Assert.Equal(3, page.Split("330000/admin").Length - 1);
        Assert.Contains("本人要求", page, StringComparison.Ordinal);
        Assert.Equal("/sign-in/resets", await AnswerAsync(owner, page, disputed: true));

        foreach (var place in new[] { Place, "330800", "330000" })
        {
            using var auditor = await site.NewClientAsync(place, null, Role.SecurityAuditor);
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

        using var beside = await site.NewClientAsync("330825", null, Role.SecurityAuditor);
        Assert.Equal(0, (await beside.GetFromJsonAsync<JsonElement>("/api/v1/accounts/resets")).GetArrayLength());
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(admin, "/api/v1/accounts/resets"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(admin, "/resets"));
        Assert.Null(await site.Services.GetRequiredService<AuditLog>().BrokenAtAsync(site.Platform[Place].Id));
    }

    [Fact]
    public async Task LockedAccount_IsOpenedByItsAdministrator()
    {
        using var admin = await AdministratorAsync("330000");
        using var person = await PersonAsync(admin, "leader");
        for (var i = 0; i < AccountRules.Attempts; i++)
            await SignInAsync(person.Name, "wrong word 000");
        Assert.IsType<SignInResult.Wrong>(await SignInAsync(person.Name));
        Assert.Contains("密码错误锁定", WebUtility.HtmlDecode(await admin.GetStringAsync($"/accounts?jurisdiction={Place}")), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NoContent, await ActAsync(admin, person.Id, "unlock"));
        Assert.IsType<SignInResult.SignedIn>(await SignInAsync(person.Name));
    }

    [Fact]
    public async Task Grant_IsMadeAndRevoked_AndTellsWhyItIsNot()
    {
        using var admin = await AdministratorAsync("330000");
        using var person = await PersonAsync(admin, "inspector");
        var grants = $"/api/v1/accounts/{person.Id}/grants";

        Assert.Equal(HttpStatusCode.NoContent, (await admin.PostAsJsonAsync($"{grants}?jurisdiction={Place}", new { role = "leader" })).StatusCode);
        using var excluded = await admin.PostAsJsonAsync($"{grants}?jurisdiction={Place}", new { role = "security-auditor" });
        Assert.Equal(HttpStatusCode.Conflict, excluded.StatusCode);
        Assert.Contains("offices-exclude-each-other", await excluded.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var list = await admin.GetFromJsonAsync<JsonElement>($"/api/v1/accounts?jurisdiction={Place}");
        var held = list.EnumerateArray().Single(account => account.GetProperty("id").GetGuid() == person.Id).GetProperty("grants").EnumerateArray().ToArray();
        Assert.Equal(["inspector", "leader"], held.Select(grant => grant.GetProperty("role").GetString()));
        using var revoked = await admin.DeleteAsync(new Uri($"{grants}/{held[1].GetProperty("id").GetGuid()}?jurisdiction={Place}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
    }

    [Fact]
    public async Task RefusedRole_LeavesNoAccountBehind()
    {
        using var admin = await AdministratorAsync("330800");
        using var refused = await admin.PostAsJsonAsync($"/api/v1/accounts?jurisdiction={Place}", new { name = "half-made", displayName = "半成", role = "inspector" });
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("not-held", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0L, await site.Platform.Server.ScalarAsync<long>(site.Platform.Directory, "select count(*) from account where name = 'half-made'"));
    }

    [Fact]
    public async Task Administrator_ReachesTheOwnJurisdictionAndThoseBelow_NeverBesideOrAbove()
    {
        using var city = await AdministratorAsync("330800");
        using var county = await AdministratorAsync(Place, Role.Leader);
        using var inspector = await site.NewClientAsync(Place, null, Role.Inspector);
        using var admin = await AdministratorAsync("330000");
        using var person = await PersonAsync(admin, "leader");

        foreach (var what in new[] { "accounts", "machines" })
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(city, $"/api/v1/{what}?jurisdiction={Place}"));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(county, $"/api/v1/{what}"));
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(county, $"/api/v1/{what}?jurisdiction=330800"));
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(county, $"/api/v1/{what}?jurisdiction=330825"));
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(county, $"/api/v1/{what}?jurisdiction=no-such"));
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(inspector, $"/api/v1/{what}"));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(city, $"/{what}?jurisdiction={Place}"));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(county, $"/{what}?jurisdiction=330825"));
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(inspector, $"/{what}"));
        }

        Assert.Equal(HttpStatusCode.Forbidden, await ActAsync(county, person.Id, "suspend", "330825"));
        Assert.Equal(HttpStatusCode.NotFound, await ActAsync(county, Guid.NewGuid(), "suspend"));
        Assert.Equal(HttpStatusCode.Forbidden, await ActAsync(inspector, person.Id, "suspend"));
        Assert.Equal(HttpStatusCode.NoContent, await ActAsync(county, person.Id, "suspend"));
    }

    [Fact]
    public async Task EverythingDone_StandsInTheAuditLog()
    {
        using var admin = await AdministratorAsync("330000");
        using var person = await PersonAsync(admin, "leader");
        foreach (var act in new[] { "unlock", "suspend", "restore", "reset" })
            await ActAsync(admin, person.Id, act);
        var actions = await site.Platform.Server.ListAsync<string>(site.Platform.Directory, $"select action from audit_entry where subject = '{person.Name}' order by n");
        Assert.Equal(
            ["account-created", "role-granted", "account-invited", "invitation-accepted", "signed-in", "account-unlocked", "account-suspended", "account-restored", "account-reset"],
            actions);
        Assert.Null(await site.Services.GetRequiredService<AuditLog>().BrokenAtAsync(site.Platform[Place].Id));
    }

    private string NameOfLast => $"invited-{_count}";

    private async Task<HttpClient> AdministratorAsync(string jurisdiction, params Role[] onward)
    {
        if (jurisdiction != "330000")
            return await site.NewAdministratorAsync(jurisdiction, onward);
        await new People(site.Platform).EnsureAdministratorAsync();
        return await SignInByFormAsync("330000", "admin");
    }

    private async Task<(Guid Id, string Link)> InviteAsync(HttpClient admin, string place, string role)
    {
        _count++;
        using var answer = await admin.PostAsJsonAsync($"/api/v1/accounts?jurisdiction={place}", new { name = NameOfLast, displayName = "受邀人", role });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (body.GetProperty("account").GetGuid(), body.GetProperty("link").GetString()!);
    }

    private async Task<Person> PersonAsync(HttpClient admin, string role)
    {
        // Tests of a class run one after another on one site: names must differ all the same.
        _count = Random.Shared.Next(1_000, int.MaxValue);
        var (id, link) = await InviteAsync(admin, Place, role);
        using var browser = site.NewClient();
        Assert.Equal("/sign-in", await PasswordAsync(browser, link, People.Password, People.Password));
        return new(id, NameOfLast, await SignInByFormAsync(Place, NameOfLast));
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

    private async Task<HttpClient> SignInByFormAsync(string place, string name)
    {
        var client = site.NewClient();
        using var answer = await client.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Jurisdiction"] = place, ["UserName"] = name, ["Password"] = People.Password, ["__RequestVerificationToken"] = SignedIn.TokenOf(await client.GetStringAsync("/sign-in")),
        }));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    private Task<SignInResult> SignInAsync(string name, string password = People.Password) =>
        site.Services.GetRequiredService<SignInService>().SignInAsync(Place, name, password);

    private static async Task<string> OpenAsync(HttpClient browser, string code)
    {
        using var answer = await browser.PostAsync(new Uri("/invitation?handler=Open", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["code"] = code, ["__RequestVerificationToken"] = SignedIn.TokenOf(await browser.GetStringAsync("/invitation")),
        }));
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string> PasswordAsync(HttpClient browser, string link, string password, string again)
    {
        using var answer = await browser.PostAsync(new Uri("/invitation", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["code"] = link.Split('#')[1], ["password"] = password, ["again"] = again, ["__RequestVerificationToken"] = SignedIn.TokenOf(await browser.GetStringAsync("/sign-in")),
        }));
        return answer.Headers.Location?.ToString() ?? WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<HttpStatusCode> ActAsync(HttpClient client, Guid account, string act, string place = Place)
    {
        using var answer = await client.PostAsync(new Uri($"/api/v1/accounts/{account}/{act}?jurisdiction={place}", UriKind.Relative), null);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        return answer.StatusCode;
    }

    private sealed record Person(Guid Id, string Name, HttpClient Client) : IDisposable
    {
        public void Dispose() => Client.Dispose();
    }
}
