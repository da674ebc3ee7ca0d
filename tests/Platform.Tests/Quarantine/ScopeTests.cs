using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Tests.Server;
using Tenancy.Permissions;
using Xunit;

namespace Platform.Tests.Quarantine;

public sealed class ScopeTests(Bed bed) : IClassFixture<Bed>
{
    [Fact]
    public async Task EachSees_WhatItsDepartmentOrJurisdictionHas()
    {
        using var system = await bed.SystemAsync();
        await Bed.SendAsync(system, bed.Event("SC-1", "sc-1", kind: "no-such-kind"));
        var id = (await Bed.EntryAsync(system, "sc-1")).GetProperty("id").GetString()!;
        using var otherSystem = await bed.SystemAsync(bed.Other);
        using var clerk = await bed.Site.NewClientAsync(Bed.County, bed.Department, Role.PostUser);
        using var otherClerk = await bed.Site.NewClientAsync(Bed.County, bed.Other, Role.PostUser);
        using var inspector = await bed.Site.NewClientAsync(Bed.County, null, Role.Inspector);
        using var supervisor = await bed.Site.NewClientAsync(Bed.County, null, Role.SystemSupervisor);
        using var neighbour = await bed.Site.NewClientAsync("330825", null, Role.Inspector);
        using var city = await bed.Site.NewClientAsync("330800", null, Role.Inspector);

        foreach (var allowed in new[] { system, clerk, inspector, supervisor })
        {
            Assert.Equal(HttpStatusCode.OK, (await allowed.GetAsync($"/api/v1/quarantine/{id}")).StatusCode);
            Assert.NotEqual("{}", (await Bed.EntryAsync(allowed, "sc-1")).GetRawText());
        }

        foreach (var denied in new[] { otherSystem, otherClerk, neighbour, city })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await denied.GetAsync($"/api/v1/quarantine/{id}")).StatusCode);
            Assert.DoesNotContain("sc-1", await denied.GetStringAsync("/api/v1/quarantine?limit=500"), StringComparison.Ordinal);
            Assert.DoesNotContain("no-such-kind", await denied.GetStringAsync("/api/v1/quarantine/counts"), StringComparison.Ordinal);
        }

        foreach (var mayNotDecide in new[] { otherSystem, otherClerk, inspector, supervisor, neighbour, city })
        {
            using var resubmitted = await mayNotDecide.PostAsync($"/api/v1/quarantine/{id}/resubmit", Bed.Json(bed.Event("SC-1", "sc-1")));
            Assert.True(resubmitted.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden);
            using var dismissed = await mayNotDecide.PostAsJsonAsync("/api/v1/quarantine/dismiss", new { ids = new[] { id }, reason = "x" });
            Assert.True(dismissed.StatusCode == HttpStatusCode.Forbidden || (await dismissed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("dismissed").GetArrayLength() == 0);
        }

        Assert.Equal("open", (await Bed.EntryAsync(system, "sc-1")).GetProperty("state").GetString());
        Assert.Equal(0, await bed.EventsAsync("SC-1"));
    }

    [Fact]
    public async Task WhatIsAboutPeople_IsShownToThoseAloneWhoMaySeeOrCorrectIt()
    {
        using var system = await bed.SystemAsync();
        await Bed.SendAsync(system, bed.Event("SC-2", "sc-2", kind: "no-such-kind"), """{"eventId":"sc-3","data":"申请人甲"}""");
        var id = (await Bed.EntryAsync(system, "sc-2")).GetProperty("id").GetString()!;
        var scalar = (await Bed.EntryAsync(system, "sc-3")).GetProperty("id").GetString()!;
        using var clerk = await bed.Site.NewClientAsync(Bed.County, bed.Department, Role.PostUser);
        using var inspector = await bed.Site.NewClientAsync(Bed.County, null, Role.Inspector);
        using var supervisor = await bed.Site.NewClientAsync(Bed.County, null, Role.SystemSupervisor);

        foreach (var allowed in new[] { clerk, inspector })
        {
            Assert.Contains("申请人甲", WebUtility.HtmlDecode(await allowed.GetStringAsync($"/quarantine/{id}")), StringComparison.Ordinal);
            Assert.True((await allowed.GetFromJsonAsync<JsonElement>($"/api/v1/quarantine/{id}")).TryGetProperty("raw", out _));
        }

        var page = WebUtility.HtmlDecode(await supervisor.GetStringAsync($"/quarantine/{id}"));
        Assert.Contains("no-such-kind", page, StringComparison.Ordinal);
        Assert.DoesNotContain("申请人甲", page, StringComparison.Ordinal);
        Assert.DoesNotContain("申请人甲", WebUtility.HtmlDecode(await supervisor.GetStringAsync($"/quarantine/{scalar}")), StringComparison.Ordinal);
        Assert.False((await supervisor.GetFromJsonAsync<JsonElement>($"/api/v1/quarantine/{id}")).TryGetProperty("raw", out _));
    }

    [Fact]
    public async Task TokenForAnotherScope_OpensNothing()
    {
        using var system = await bed.SystemAsync(scope: "totals");
        Assert.Equal(HttpStatusCode.Forbidden, (await system.GetAsync("/api/v1/quarantine")).StatusCode);
        using var nobody = bed.Site.NewClient();
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync("/api/v1/quarantine")).StatusCode);
    }

    [Theory]
    [InlineData("state=gone", "malformed-state")]
    [InlineData("limit=0", "malformed-limit")]
    [InlineData("limit=501", "malformed-limit")]
    [InlineData("after=1", "malformed-after")]
    [InlineData("department=NONE", "unknown-department")]
    public async Task QuestionThatCannotBeUnderstood_IsAnsweredSo(string query, string code)
    {
        using var system = await bed.SystemAsync();
        using var answer = await system.GetAsync($"/api/v1/quarantine?{query}");
        Assert.Equal(code, await Bed.CodeAsync(answer));
    }

    [Fact]
    public async Task Page_CorrectsAndDismisses()
    {
        using var system = await bed.SystemAsync();
        await Bed.SendAsync(system, bed.Event("SC-5", "sc-5", kind: "no-such-kind"), bed.Event("SC-6", "sc-6", kind: "no-such-kind"));
        using var clerk = await bed.Site.NewClientAsync(Bed.County, bed.Department, Role.PostUser);
        var (id, other) = ((await Bed.EntryAsync(clerk, "sc-5")).GetProperty("id").GetString()!, (await Bed.EntryAsync(clerk, "sc-6")).GetProperty("id").GetString()!);

        var refused = await PostAsync(clerk, $"/quarantine/{id}?handler=Correct", ("text", bed.Event("SC-5", "sc-5", itemCode: "NO-SUCH-ITEM")));
        Assert.Contains("目录中没有该事项", refused.Page, StringComparison.Ordinal);
        var unreasoned = await PostAsync(clerk, "/quarantine?handler=Dismiss", ("ids", other), ("reason", ""));
        Assert.Contains("请写明理由", unreasoned.Page, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(clerk, $"/quarantine/{id}?handler=Correct", ("text", bed.Event("SC-5", "sc-5")))).Status);
        Assert.Contains("已作废 1 条", (await PostAsync(clerk, "/quarantine?handler=Dismiss", ("ids", other), ("reason", "重复报送"))).Page, StringComparison.Ordinal);
        Assert.Equal(1, await bed.EventsAsync("SC-5"));
        Assert.Contains("重复报送", WebUtility.HtmlDecode(await clerk.GetStringAsync($"/quarantine/{other}")), StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Page)> PostAsync(HttpClient client, string address, params (string Name, string Value)[] fields)
    {
        var token = SignedIn.TokenOf(await client.GetStringAsync(address.Split('?')[0]));
        using var answer = await client.PostAsync(address, new FormUrlEncodedContent([.. fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value)), new("__RequestVerificationToken", token)]));
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }
}
