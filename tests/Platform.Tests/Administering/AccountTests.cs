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

/// <summary>People are invited, given and refused roles, suspended, unlocked, and everything is told of.</summary>
public sealed class AccountTests(TestSite site) : AdministeringSteps(site), IClassFixture<TestSite>
{
    [Fact]
    public async Task InvitedPerson_SetsThePasswordByTheLinkOnce_AndHoldsTheRole()
    {
        using var admin = await AdministratorAsync("330000");
        var (_, link) = await InviteAsync(admin, Place, "inspector");
        using var browser = Site.NewClient();

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

        var caller = await new People(Site.Platform).SignInAsync(Place, NameOfLast, People.Password);
        Assert.Equal([new Holding(Role.Inspector, Site.Platform[Place].Id)], caller.Holdings);
        Assert.Contains("not-invited", await OpenAsync(browser, link.Replace("330802", "330825", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jurisdiction", "\"330802\"", "unknown-member")]
    [InlineData("grants", "[{\"role\":\"inspector\"}]", "unknown-member")]
    [InlineData("role", "\"system-administrator\"", "told-twice")]
    [InlineData("Role", "\"system-administrator\"", "told-twice")]
    [InlineData("name", "\"unmade2\"", "told-twice")]
    public async Task MemberThatNobodyKnowsOrToldTwice_IsRefusedWhereItStands_AndNoAccountIsMade(string member, string value, string code)
    {
        using var admin = await AdministratorAsync("330000");
        using var answer = await admin.PostAsync("/api/v1/accounts", Json($$"""{"name":"unmade","displayName":"受邀人","role":"inspector","{{member}}":{{value}}}"""));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(
            (HttpStatusCode.BadRequest, code, $"$.{member}"),
            (answer.StatusCode, problem.GetProperty("code").GetString(), problem.GetProperty("field").GetString()));
        Assert.DoesNotContain("\"unmade", await admin.GetStringAsync("/api/v1/accounts"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"unmade","displayName":"受邀人"}""", "role-missing")]
    [InlineData("""{"name":""", "malformed-body")]
    [InlineData("""{"name":[1]}""", "malformed-body")]
    public async Task AccountWithoutARole_OrABodyThatIsNone_IsRefused(string body, string code)
    {
        using var admin = await AdministratorAsync("330000");
        using var answer = await admin.PostAsync("/api/v1/accounts", Json(body));
        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("POST", "/api/v1/machines", "scopes")]
    [InlineData("PUT", "/api/v1/machines/330000.none/scopes", "scopes")]
    [InlineData("POST", "/api/v1/setup", "province")]
    public async Task EveryBodyThatSaysWhatToDo_RefusesAMemberThatNobodyKnows(string method, string address, string known)
    {
        using var admin = await AdministratorAsync("330000");
        using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = Json($$"""{"{{known}}":null,"{{known}}s2":1}""") };
        using var answer = await admin.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal($"$.{known}s2", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("field").GetString());
    }

    private static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");

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
        Assert.Equal(0L, await Site.Platform.Server.ScalarAsync<long>(Site.Platform.Directory, "select count(*) from account where name = 'half-made'"));
    }

    [Fact]
    public async Task Administrator_ReachesTheOwnJurisdictionAndThoseBelow_NeverBesideOrAbove()
    {
        using var city = await AdministratorAsync("330800");
        using var county = await AdministratorAsync(Place, Role.Leader);
        using var inspector = await Site.NewClientAsync(Place, null, Role.Inspector);
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
        var actions = await Site.Platform.Server.ListAsync<string>(Site.Platform.Directory, $"select action from audit_entry where subject = '{person.Name}' order by n");
        Assert.Equal(
            ["account-created", "role-granted", "account-invited", "invitation-accepted", "signed-in", "account-unlocked", "account-suspended", "account-restored", "account-reset"],
            actions);
        Assert.Null(await Site.Services.GetRequiredService<AuditLog>().BrokenAtAsync(Site.Platform[Place].Id));
    }
}
