using System.Net;
using Grains.Cases;
using Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Server;
using Tenancy.Permissions;
using Web.Demo.Items;
using Xunit;

namespace Platform.Tests.Live;

/// <summary>What the bar of every screen finds and tells: nothing of anybody else's.</summary>
public sealed class BarTests(TestSite site) : IClassFixture<TestSite>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Search_FindsCasesItemsDepartmentsAndJurisdictions()
    {
        var (department, item) = await RecordAsync("FIND-1");
        using var inspector = await site.NewClientAsync("330802", null, Role.Inspector);

        Assert.Contains("FIND-1", await SearchAsync(inspector, "FIND"), StringComparison.Ordinal);
        Assert.Contains(item, await SearchAsync(inspector, item[..4]), StringComparison.Ordinal);
        Assert.Contains(department, await SearchAsync(inspector, department), StringComparison.Ordinal);
        Assert.Contains("柯城区", await SearchAsync(inspector, "柯城"), StringComparison.Ordinal);
        using var above = await site.NewClientAsync("330000", null, Role.Inspector);
        Assert.Contains("/?jurisdiction=330802", await SearchAsync(above, "柯城"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_FindsNothingThatTheCallerMayNotSee()
    {
        var (department, item) = await RecordAsync("HIDE-1");
        using var neighbour = await site.NewClientAsync("330825", null, Role.Inspector);
        using var above = await site.NewClientAsync("330000", null, Role.Inspector);
        using var other = await site.NewClientAsync("330802", "330802-none", Role.PostUser);
        using var auditor = await site.NewClientAsync("330802", null, Role.SecurityAuditor);

        foreach (var words in new[] { "HIDE", item, department })
        {
            foreach (var outsider in new[] { neighbour, above, auditor })
                Assert.DoesNotContain("data-address", await SearchAsync(outsider, words), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("柯城", await SearchAsync(neighbour, "柯城区"), StringComparison.Ordinal);
        Assert.DoesNotContain("HIDE-1", await SearchAsync(other, "HIDE"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RedSignals_AreNewUntilThePersonLooks_AndForThatPersonAlone()
    {
        var tenant = site.Platform["330802"].Id.Value;
        await site.Platform.Server.ExecuteAsync(site.Platform["330802"].Database, $"""
            insert into escalation (version, signal, true_from, raised_at, tenant, origin, epoch, points, item_kind, colour, status, contradicted, rule, clause, department, item)
            values (1, 900001, now(), now() - interval '1 minute', {tenant}, {tenant}, 1, 10, 1, 3, 0, false, 'late-legal', '第十二条', '某局', '某事项') on conflict do nothing
            """);
        using var inspector = await site.NewClientAsync("330802", null, Role.Inspector);
        using var leader = await site.NewClientAsync("330802", null, Role.Leader);
        using var neighbour = await site.NewClientAsync("330825", null, Role.Inspector);

        Assert.Contains("bell-count", await inspector.GetStringAsync("/notifications?handler=Count"), StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", SignedIn.TokenOf(await inspector.GetStringAsync("/notifications")))]);
        using var looked = await inspector.PostAsync("/notifications?handler=Panel", form);
        Assert.Contains("某局", WebUtility.HtmlDecode(await looked.Content.ReadAsStringAsync()), StringComparison.Ordinal);

        Assert.DoesNotContain("bell-count", await inspector.GetStringAsync("/notifications?handler=Count"), StringComparison.Ordinal);
        Assert.Contains("bell-count", await leader.GetStringAsync("/notifications?handler=Count"), StringComparison.Ordinal);
        Assert.DoesNotContain("某局", WebUtility.HtmlDecode(await neighbour.GetStringAsync("/notifications")), StringComparison.Ordinal);
        using var clerk = await site.NewClientAsync("330802", "330802-01", Role.PostUser);
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.GetAsync("/notifications")).StatusCode);
    }

    [Fact]
    public async Task WhoHoldsARoleOverAChildAlone_IsToldOfThatChild()
    {
        var (city, county, other) = (site.Platform["330800"].Id, site.Platform["330802"].Id, site.Platform["330825"].Id);
        foreach (var (origin, signal, name) in new[] { (county, 900002, "下级某局"), (other, 900003, "别处某局"), (city, 900004, "本级某局") })
        {
            await site.Platform.Server.ExecuteAsync(site.Platform["330800"].Database, $"""
                insert into escalation (version, signal, true_from, raised_at, tenant, origin, epoch, points, item_kind, colour, status, contradicted, rule, clause, department, item)
                values (1, {signal}, now(), now() - interval '1 minute', {city}, {origin}, 1, 10, 1, 3, 0, false, 'late-legal', '第十二条', '{name}', '某事项') on conflict do nothing
                """);
        }

        using var inspector = await site.NewClientAsync("330800", [new Holding(Role.Inspector, county)]);
        var page = WebUtility.HtmlDecode(await inspector.GetStringAsync("/notifications"));
        Assert.Contains("下级某局", page, StringComparison.Ordinal);
        Assert.Contains("/?jurisdiction=330802", page, StringComparison.Ordinal);
        foreach (var hidden in new[] { "别处某局", "本级某局" })
            Assert.DoesNotContain(hidden, page, StringComparison.Ordinal);
        Assert.Contains("bell-count", await inspector.GetStringAsync("/notifications?handler=Count"), StringComparison.Ordinal);

        // A refused page says where the role is held, and that some permissions are no person's.
        using var refused = await inspector.GetAsync("/audit");
        Assert.Contains("行使的角色：电子监察员（柯城区）", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    private static async Task<string> SearchAsync(HttpClient client, string words) =>
        WebUtility.HtmlDecode(await client.GetStringAsync($"/search?handler=List&q={Uri.EscapeDataString(words)}"));

    private async Task<(string Department, string Item)> RecordAsync(string number)
    {
        var tenant = site.Platform["330802"].Id;
        var catalogue = await site.Services.GetRequiredService<DemoCatalogueSeeder>().SeedAsync(tenant, None);
        var registry = await site.Services.GetRequiredService<Registries>().CurrentAsync(tenant, None);
        var item = catalogue.Items[0];
        Assert.True(registry.TryDepartment(item.Content.Department, out var department));
        var at = new DateTimeOffset((TimeProvider.System.GetUtcNow().AddMinutes(-5)).Ticks / 10 * 10, TimeSpan.Zero);
        await site.Services.GetRequiredService<Grains.Journal.Journal>().RecordAsync(new(
            tenant, department.Id,
            [new CaseFact($"{number}-1", number, item.Code, CaseEventKind.Submitted, at, null, null, null, CaseDetails.None, CaseSource.Interface)], []));
        return (department.Name, item.Content.Name);
    }
}
