using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Tests.Entry;
using Platform.Tests.Server;
using Tenancy.Permissions;
using Xunit;

namespace Platform.Tests.Administering;

public sealed class MachineTests(TestSite site) : IClassFixture<TestSite>
{
    [Fact]
    public async Task Client_IsRegisteredChangesItsSecretWithOverlap_AndDiesWhenSuspended()
    {
        var catalogue = await Clerk.CatalogueAsync(site);
        using var admin = await site.NewAdministratorAsync(Clerk.Place, Role.DepartmentSystem);
        using var registered = await admin.PostAsJsonAsync("/api/v1/machines", new { name = "own-system", department = catalogue.Departments[0].Code, scopes = new[] { "events" } });
        Assert.Equal(HttpStatusCode.Created, registered.StatusCode);
        var (client, secret) = await CredentialsAsync(registered);
        Assert.Equal("330802.own-system", client);
        var list = await admin.GetStringAsync("/api/v1/machines");
        Assert.Contains(client, list, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, list, StringComparison.Ordinal);

        using var changed = await admin.PostAsync(new Uri($"/api/v1/machines/{client}/secret", UriKind.Relative), null);
        var (_, fresh) = await CredentialsAsync(changed);
        Assert.NotNull(await TokenAsync(client, secret));
        var token = await TokenAsync(client, fresh);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(token!));

        Assert.Equal(HttpStatusCode.NoContent, (await admin.PostAsync(new Uri($"/api/v1/machines/{client}/suspend", UriKind.Relative), null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(token!));
        Assert.Null(await TokenAsync(client, fresh));
        Assert.Equal(HttpStatusCode.NoContent, (await admin.PostAsync(new Uri($"/api/v1/machines/{client}/restore", UriKind.Relative), null)).StatusCode);

        token = await TokenAsync(client, fresh);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(token!));
        Assert.Equal(HttpStatusCode.NoContent, (await admin.PutAsJsonAsync($"/api/v1/machines/{client}/scopes", new { scopes = new[] { "totals" } })).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(token!));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync((await TokenAsync(client, fresh))!));
    }

    [Fact]
    public async Task WhatCannotBeRegistered_IsRefusedWithItsCode()
    {
        var catalogue = await Clerk.CatalogueAsync(site);
        using var admin = await site.NewAdministratorAsync(Clerk.Place, Role.DepartmentSystem);
        var department = catalogue.Departments[1].Code;
        await admin.PostAsJsonAsync("/api/v1/machines", new { name = "twice", department, scopes = new[] { "events" } });
        foreach (var (body, code) in new (object, string)[]
        {
            (new { name = "Upper", department, scopes = new[] { "events" } }, "name-invalid"),
            (new { name = "twice", department, scopes = new[] { "events" } }, "name-taken"),
            (new { name = "other", department = "nowhere", scopes = new[] { "events" } }, "department-unknown"),
            (new { name = "other", department, scopes = new[] { "everything" } }, "scope-unknown"),
            (new { name = "other", department }, "scope-unknown"),
            (new { name = "other", department, scopes = new string?[] { null } }, "scope-unknown"),
            (new { name = "other", department, scopes = new[] { "events" }, source = "fax" }, "source-unknown"),
            (new { name = "other", department, scopes = new[] { "events" }, source = "form" }, "source-unknown"),
        })
        {
            using var answer = await admin.PostAsJsonAsync("/api/v1/machines", body);
            Assert.False(answer.IsSuccessStatusCode);
            Assert.Contains(code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Screen_ShowsTheSecretOnce()
    {
        var catalogue = await Clerk.CatalogueAsync(site);
        using var admin = await site.NewAdministratorAsync(Clerk.Place, Role.DepartmentSystem);
        var form = await admin.GetStringAsync("/machines");
        using var answer = await admin.PostAsync("/machines", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["name"] = "by-form", ["department"] = catalogue.Departments[0].Code, ["source"] = "hall", ["scopes"] = "events", ["__RequestVerificationToken"] = SignedIn.TokenOf(form),
        }));
        var page = await answer.Content.ReadAsStringAsync();
        var secret = page.Split("id=\"secret\">")[1].Split('<')[0];
        Assert.NotNull(await TokenAsync("330802.by-form", secret));
        var list = WebUtility.HtmlDecode(await admin.GetStringAsync("/machines"));
        Assert.DoesNotContain(secret, list, StringComparison.Ordinal);
        Assert.Contains(">大厅系统</td>", list, StringComparison.Ordinal);
        var told = await admin.GetFromJsonAsync<JsonElement>("/api/v1/machines");
        Assert.Equal("hall", told.EnumerateArray().Single(one => one.GetProperty("clientId").GetString() == "330802.by-form").GetProperty("source").GetString());
    }

    [Fact]
    public async Task LeakedSecret_IsChangedAtOnce_AndWhatWasIssuedForItEnds()
    {
        using var admin = await site.NewAdministratorAsync(Clerk.Place, Role.DepartmentSystem);
        var (client, leaked) = await RegisterAsync(admin, "leaky");
        var token = (await TokenAsync(client, leaked))!;

        using var changed = await admin.PostAsync(new Uri($"/api/v1/machines/{client}/secret?atOnce=true", UriKind.Relative), null);
        var (_, fresh) = await CredentialsAsync(changed);

        Assert.Null(await TokenAsync(client, leaked));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(token));
        Assert.NotNull(await TokenAsync(client, fresh));
    }

    [Fact]
    public async Task LeakedSecret_IsChangedAtOnceOnTheScreenToo()
    {
        using var admin = await site.NewAdministratorAsync(Clerk.Place, Role.DepartmentSystem);
        var (client, leaked) = await RegisterAsync(admin, "leaky-by-form");
        using var answer = await admin.PostAsync("/machines?handler=Secret", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client"] = client, ["atOnce"] = "true", ["__RequestVerificationToken"] = SignedIn.TokenOf(await admin.GetStringAsync("/machines")),
        }));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("原密钥和所有令牌已作废", page, StringComparison.Ordinal);
        Assert.Null(await TokenAsync(client, leaked));
        Assert.NotNull(await TokenAsync(client, page.Split("id=\"secret\">")[1].Split('<')[0]));
    }

    [Fact]
    public async Task SuspendedClient_HasOnlyItsPresentSecretWhenItIsRestored()
    {
        using var admin = await site.NewAdministratorAsync(Clerk.Place, Role.DepartmentSystem);
        var (client, former) = await RegisterAsync(admin, "changed-then-suspended");
        using var changed = await admin.PostAsync(new Uri($"/api/v1/machines/{client}/secret", UriKind.Relative), null);
        var (_, fresh) = await CredentialsAsync(changed);
        foreach (var act in new[] { "suspend", "restore" })
            Assert.Equal(HttpStatusCode.NoContent, await ActAsync(admin, client, act));
        Assert.Null(await TokenAsync(client, former));
        Assert.NotNull(await TokenAsync(client, fresh));
    }

    [Fact]
    public async Task AdministratorWhoMayNotHandOnTheRoleOfASystem_TouchesNone_AndIsToldSo()
    {
        using var able = await site.NewAdministratorAsync(Clerk.Place, Role.DepartmentSystem);
        var (client, secret) = await RegisterAsync(able, "kept");
        using var unable = await site.NewAdministratorAsync(Clerk.Place, Role.Leader);
        foreach (var act in new[] { "secret", "secret?atOnce=true", "suspend", "restore" })
            Assert.Equal(HttpStatusCode.Forbidden, await ActAsync(unable, client, act));
        using var scopes = await unable.PutAsJsonAsync($"/api/v1/machines/{client}/scopes", new { scopes = new[] { "totals" } });
        using var registered = await PostAsync(unable, "one-more");
        foreach (var refused in new[] { scopes, registered })
        {
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            Assert.Contains("system-not-held", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        var page = WebUtility.HtmlDecode(await unable.GetStringAsync("/machines"));
        Assert.Contains("您没有部门系统角色", page, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Secret", page, StringComparison.Ordinal);
        Assert.NotNull(await TokenAsync(client, secret));
    }

    [Fact]
    public async Task SuspensionFromAbove_IsNotLiftedBelow()
    {
        using var county = await site.NewAdministratorAsync(Clerk.Place, Role.DepartmentSystem);
        using var city = await site.NewAdministratorAsync("330800", Role.DepartmentSystem);
        var (client, _) = await RegisterAsync(county, "stopped-from-above");
        Assert.Equal(HttpStatusCode.NoContent, await ActAsync(city, client, $"suspend?jurisdiction={Clerk.Place}"));
        Assert.Equal(HttpStatusCode.Forbidden, await ActAsync(county, client, "restore"));
        Assert.Equal(HttpStatusCode.NoContent, await ActAsync(county, client, "suspend"));
        Assert.Equal(HttpStatusCode.Forbidden, await ActAsync(county, client, "restore"));
        Assert.Equal(HttpStatusCode.NoContent, await ActAsync(city, client, $"restore?jurisdiction={Clerk.Place}"));
    }

    private async Task<HttpResponseMessage> PostAsync(HttpClient admin, string name)
    {
        var catalogue = await Clerk.CatalogueAsync(site);
        return await admin.PostAsJsonAsync("/api/v1/machines", new { name, department = catalogue.Departments[0].Code, scopes = new[] { "events" } });
    }

    private async Task<(string Client, string Secret)> RegisterAsync(HttpClient admin, string name)
    {
        using var registered = await PostAsync(admin, name);
        Assert.Equal(HttpStatusCode.Created, registered.StatusCode);
        return await CredentialsAsync(registered);
    }

    private static async Task<HttpStatusCode> ActAsync(HttpClient admin, string client, string act)
    {
        using var answer = await admin.PostAsync(new Uri($"/api/v1/machines/{client}/{act}", UriKind.Relative), null);
        return answer.StatusCode;
    }

    private static async Task<(string Client, string Secret)> CredentialsAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (body.GetProperty("clientId").GetString()!, body.GetProperty("clientSecret").GetString()!);
    }

    private async Task<string?> TokenAsync(string client, string secret)
    {
        using var http = site.NewClient();
        using var answer = await http.PostAsync("/connect/token", new FormUrlEncodedContent(
            [new("grant_type", "client_credentials"), new("client_id", client), new("client_secret", secret)]));
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString() : null;
    }

    private async Task<HttpStatusCode> SendAsync(string token)
    {
        using var http = site.NewClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.PostAsJsonAsync("/api/v1/events", Array.Empty<object>());
        return answer.StatusCode;
    }
}
