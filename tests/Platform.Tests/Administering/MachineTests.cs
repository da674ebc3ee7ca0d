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
        using var admin = await site.NewClientAsync(Clerk.Place, null, Role.SystemAdministrator);
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
        using var admin = await site.NewClientAsync(Clerk.Place, null, Role.SystemAdministrator);
        var department = catalogue.Departments[1].Code;
        await admin.PostAsJsonAsync("/api/v1/machines", new { name = "twice", department, scopes = new[] { "events" } });
        foreach (var (body, code) in new (object, string)[]
        {
            (new { name = "Upper", department, scopes = new[] { "events" } }, "name-invalid"),
            (new { name = "twice", department, scopes = new[] { "events" } }, "name-taken"),
            (new { name = "other", department = "nowhere", scopes = new[] { "events" } }, "department-unknown"),
            (new { name = "other", department, scopes = new[] { "everything" } }, "scope-unknown"),
            (new { name = "other", department }, "scope-unknown"),
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
        using var admin = await site.NewClientAsync(Clerk.Place, null, Role.SystemAdministrator);
        var form = await admin.GetStringAsync("/machines");
        using var answer = await admin.PostAsync("/machines", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["name"] = "by-form", ["department"] = catalogue.Departments[0].Code, ["scopes"] = "events", ["__RequestVerificationToken"] = SignedIn.TokenOf(form),
        }));
        var page = await answer.Content.ReadAsStringAsync();
        var secret = page.Split("id=\"secret\">")[1].Split('<')[0];
        Assert.NotNull(await TokenAsync("330802.by-form", secret));
        Assert.DoesNotContain(secret, await admin.GetStringAsync("/machines"), StringComparison.Ordinal);
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
