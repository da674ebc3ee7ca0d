using System.Net;
using Grains.Cases;
using Grains.Journal;
using Grains.Journal.Seals;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Server;
using Tenancy;
using Tenancy.Permissions;
using Web.Cases;
using Xunit;

namespace Platform.Tests.Cases;

public sealed class CasePagesTests(TestSite site) : IClassFixture<TestSite>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Inspector_SeesTheCaseWithClocksFlowFeesSignalsAndChain()
    {
        var (_, item, id) = await site.RecordCaseAsync("PAGE-1");
        using var inspector = await site.NewClientAsync("330802", null, Role.Inspector);
        var list = WebUtility.HtmlDecode(await inspector.GetStringAsync("/cases"));
        var page = WebUtility.HtmlDecode(await inspector.GetStringAsync($"/cases/{id}"));

        Assert.Contains("PAGE-1", list, StringComparison.Ordinal);
        foreach (var expected in new[] { item.Content.Name, "法定时限", "承诺时限", "听证", "申请人甲", "经办人01", "不在目录", "链条完整，4 条", "规则第" })
            Assert.Contains(expected, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CountsBesideTheFilters_FollowWhatHappens_OnThePageItselfAndInWhatItAsksForBehind()
    {
        await site.RecordCaseAsync("COUNT-1");
        using var inspector = await site.NewClientAsync("330802", null, Role.Inspector);
        var first = await OpenAsync();
        await UntilAsync(async () => (Beside(await AnswerAsync()), Total(await AnswerAsync())) == (first, first));
        Assert.Contains($"（{first}）", WebUtility.HtmlDecode(await AnswerAsync()), StringComparison.Ordinal);

        await site.RecordCaseAsync("COUNT-2");
        Assert.Equal(first + 1, await OpenAsync());

        // Without scripts nothing but pages is asked for; the last known stand there until the next are known.
        await UntilAsync(async () => Beside(await PageAsync()) == first + 1);
        await site.RecordCaseAsync("COUNT-3");
        await UntilAsync(async () => Beside(await PageAsync()) == first + 2);

        // With scripts a page whose counts are not fresh asks for them behind itself.
        await site.RecordCaseAsync("COUNT-4");
        await UntilAsync(async () => (await PageAsync()).Contains("handler=Counts", StringComparison.Ordinal));
        await UntilAsync(async () => (Beside(await AnswerAsync()), Total(await AnswerAsync())) == (first + 3, first + 3));

        Task<long> OpenAsync() => site.Platform.Server.ScalarAsync<long>(
            site.Platform["330802"].Database, $"select count(*) from case_file where tenant = {site.Platform["330802"].Id} and ended_at is null");

        Task<string> AnswerAsync() => inspector.GetStringAsync("/cases?handler=Counts");

        async Task<string> PageAsync()
        {
            var page = await inspector.GetStringAsync("/cases");
            Assert.Equal(Beside(page), Total(page));
            Assert.NotNull(Beside(page));
            return page;
        }

        static long? Beside(string page) => Number(page, "aria-current=\"page\">[^<]*<span class=\"shows-count\">([0-9]+)<");
        static long? Total(string page) => Number(page, "data-count=\"all\">([0-9]+)<");
        static long? Number(string page, string pattern) =>
            System.Text.RegularExpressions.Regex.Match(page, pattern, System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5)) is { Success: true } match
                ? long.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)
                : null;
    }

    /// <summary>Waits until something holds, for two minutes at most.</summary>
    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var attempts = 0; !await holds(); attempts++)
        {
            Assert.True(attempts < 600, "It never came to hold.");
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task CaseToBeAccepted_StandsInTheListWithTheLimitForAccepting()
    {
        var (_, item, accepted) = await site.RecordCaseAsync("DUE-1");
        var tenant = site.Platform["330802"].Id;
        var registry = await site.Services.GetRequiredService<Registries>().CurrentAsync(tenant, None);
        Assert.True(registry.TryDepartment(item.Content.Department, out var department));
        var at = new DateTimeOffset(TimeProvider.System.GetUtcNow().AddHours(-1).Ticks / 10 * 10, TimeSpan.Zero);
        await site.Services.GetRequiredService<Grains.Journal.Journal>().RecordAsync(new(
            tenant, department.Id,
            [new("DUE-2-1", "DUE-2", item.Code, CaseEventKind.Submitted, at, null, null, "经办人01", CaseDetails.None, CaseSource.Interface)], []));
        using var inspector = await site.NewClientAsync("330802", null, Role.Inspector);

        Assert.Contains("受理", await LeftAsync(inspector, "DUE-2"), StringComparison.Ordinal);
        Assert.Contains("办结", await LeftAsync(inspector, "DUE-1"), StringComparison.Ordinal);
        Assert.DoesNotContain("DUE-2", await inspector.GetStringAsync("/cases?due=none"), StringComparison.Ordinal);
        Assert.Contains("剩 ", await LeftAsync(inspector, "DUE-2"), StringComparison.Ordinal);

        await site.Platform.Server.ExecuteAsync(site.Platform["330802"].Database, $"update case_file set due_at = now() - interval '1 second' where id = {accepted}");
        var left = await LeftAsync(inspector, "DUE-1");
        Assert.Contains("已超期", left, StringComparison.Ordinal);
        Assert.DoesNotContain("0", left, StringComparison.Ordinal);
    }

    /// <summary>What stands of a case in the column of what is left.</summary>
    private static async Task<string> LeftAsync(HttpClient client, string number)
    {
        var row = WebUtility.HtmlDecode(await client.GetStringAsync($"/cases?number={number}"));
        var from = row.IndexOf("data-label=\"剩余\"", row.IndexOf($">{number}</a>", StringComparison.Ordinal), StringComparison.Ordinal);
        return row[from..row.IndexOf("</td>", from, StringComparison.Ordinal)];
    }

    [Fact]
    public async Task SealPutOutsideTheDatabase_IsToldOfTheEventsThatItCovers()
    {
        await site.RecordCaseAsync("SEAL-0");
        await UntilSealedOfTheDayAsync();
        var (_, _, id) = await site.RecordCaseAsync("SEAL-1");
        using var inspector = await site.NewClientAsync("330802", null, Role.Inspector);
        const string covered = "在库外的封存覆盖";
        Assert.DoesNotContain(covered, WebUtility.HtmlDecode(await inspector.GetStringAsync($"/cases/{id}")), StringComparison.Ordinal);

        var seals = new HeadSeals(site.Services.GetRequiredService<Sessions>());
        await seals.TellAsync((await seals.TakeAsync(site.Platform["330802"]))!);
        Assert.Contains(covered, WebUtility.HtmlDecode(await inspector.GetStringAsync($"/cases/{id}")), StringComparison.Ordinal);

        var (_, _, later) = await site.RecordCaseAsync("SEAL-2");
        Assert.DoesNotContain(covered, WebUtility.HtmlDecode(await inspector.GetStringAsync($"/cases/{later}")), StringComparison.Ordinal);
    }

    /// <summary>Waits until the daily seal has been taken: what is recorded then lies in none until tomorrow.</summary>
    private async Task UntilSealedOfTheDayAsync()
    {
        var county = site.Platform["330802"];
        while (!await site.Platform.Server.ScalarAsync<bool>(county.Database, $"""
            select exists (select from tenant_due where tenant = {county.Id}
              and next_seal_at = (date_trunc('day', now() at time zone 'Asia/Shanghai') + interval '1 day') at time zone 'Asia/Shanghai')
            """))
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [InlineData("/no-such-page?of=1", HttpStatusCode.NotFound)]
    [InlineData("/cases/987654321987", HttpStatusCode.NotFound)]
    [InlineData("/audit?actor=x", HttpStatusCode.Forbidden)]
    public async Task SwitchOfLanguageOnARefusedPage_LeadsBackToWhatWasAskedFor(string address, HttpStatusCode status)
    {
        using var inspector = await site.NewClientAsync("330802", null, Role.Inspector);
        using var answer = await inspector.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains($"name=\"back\" value=\"{address}\"", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManyDays_FoldByMonth_AndFewStandOpen()
    {
        using var inspector = await site.NewClientAsync("330802", null, Role.Inspector);
        var many = WebUtility.HtmlDecode(await inspector.GetStringAsync("/calendar/330802/due?from=2026-02-24&amount=80&unit=workdays"));
        Assert.Contains("2026 年 3 月（计入 22 天，不计 9 天）", many, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"due-more\"", await inspector.GetStringAsync("/calendar/330802/due?from=2026-02-24&amount=20&unit=workdays"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", "渠道", "互联网", "原系统小组", "第 5 组", "计划办结时间")]
    [InlineData("en", "Channel", "Internet", "Group in its system", "Group 5", "Planned closing")]
    public void WhatTheShippedProfileBrings_IsSaidInWords_AndWhatNobodyKnowsAsItIs(string culture, string channel, string internet, string source, string group, string planned)
    {
        System.Globalization.CultureInfo.CurrentUICulture = new(culture);
        var texts = site.Services.GetRequiredService<Microsoft.Extensions.Localization.IStringLocalizer<Web.Resources.Cases>>();
        var details = CaseDetails.None with
        {
            Channel = "Internet",
            Extra = [new("plannedClosingTime", "2011-12-06T12:41:31.788000Z"), new("sourceDepartment", "Nobody knows"), new("sourceGroup", "Group 5")],
        };
        var rows = DetailRows.Of(details, Grains.Calendars.Zone.Of("Asia/Shanghai"), texts).ToList();
        Assert.Contains((channel, internet), rows);
        Assert.Contains((source, group), rows);
        Assert.Contains((planned, "2011-12-06 20:41"), rows);
        Assert.Contains(rows, row => row.Value == "Nobody knows");
        Assert.NotEqual("Desk", Assert.Single(DetailRows.Of(CaseDetails.None with { Channel = "Desk" }, Grains.Calendars.Zone.Of("Asia/Shanghai"), texts)).Value);
    }

    [Fact]
    public async Task SomebodyOfAnotherDepartment_FindsNothing_AndWithoutPermissionNoNames()
    {
        var (catalogue, item, id) = await site.RecordCaseAsync("PAGE-2");
        var other = catalogue.Departments.First(d => d.Code != item.Content.Department).Code;
        using var clerk = await site.NewClientAsync("330802", other, Role.PostUser);
        using var manager = await site.NewClientAsync("330802", null, Role.ServiceCentreManager);
        using var neighbour = await site.NewClientAsync("330825", null, Role.Inspector);

        Assert.Equal(HttpStatusCode.NotFound, (await clerk.GetAsync($"/cases/{id}")).StatusCode);
        Assert.DoesNotContain("PAGE-2", await clerk.GetStringAsync("/cases"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync($"/cases/{id}")).StatusCode);
        var page = WebUtility.HtmlDecode(await manager.GetStringAsync($"/cases/{id}"));
        Assert.Contains("PAGE-2", page, StringComparison.Ordinal);
        Assert.DoesNotContain("申请人甲", page, StringComparison.Ordinal);
        Assert.DoesNotContain("经办人01", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NamesSeenInOneDepartment_AreNotSeenInAnother()
    {
        var (catalogue, item, id) = await site.RecordCaseAsync("PAGE-4");
        var place = site.Platform["330802"].Id;
        var (own, other) = (item.Content.Department, catalogue.Departments.First(d => d.Code != item.Content.Department).Code);
        using var stranger = await site.NewClientAsync("330802", [new(Role.ServiceCentreManager, place), new(Role.PostUser, place, other)]);
        using var clerk = await site.NewClientAsync("330802", [new(Role.ServiceCentreManager, place), new(Role.PostUser, place, own)]);

        foreach (var address in new[] { $"/cases/{id}", "/cases?number=PAGE-4", "/cases" })
        {
            var page = WebUtility.HtmlDecode(await stranger.GetStringAsync(address));
            Assert.Contains("PAGE-4", page, StringComparison.Ordinal);
            Assert.DoesNotContain("申请人甲", page, StringComparison.Ordinal);
            Assert.DoesNotContain("经办人01", page, StringComparison.Ordinal);
            Assert.Contains("经办人01", WebUtility.HtmlDecode(await clerk.GetStringAsync(address)), StringComparison.Ordinal);
        }

        // Whom a filter finds is told by what it finds.
        var filter = $"/cases?person={Uri.EscapeDataString("经办人01")}";
        Assert.DoesNotContain("PAGE-4", await stranger.GetStringAsync(filter), StringComparison.Ordinal);
        Assert.Contains("PAGE-4", await clerk.GetStringAsync(filter), StringComparison.Ordinal);
        Assert.Contains("申请人甲", WebUtility.HtmlDecode(await clerk.GetStringAsync($"/cases/{id}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AlteredEvent_ShowsInTheCasesIntegrity()
    {
        var (_, _, id) = await site.RecordCaseAsync("PAGE-3");
        var tenant = site.Platform["330802"].Id;
        var reader = site.Services.GetRequiredService<CaseFileReader>();
        Assert.Null((await reader.FindAsync(tenant, id, null, null, None))!.Integrity.BrokenAt);

        await site.Platform.Server.ExecuteAsync(
            site.Platform["330802"].Database, $"update event set body = set_byte(body, length(body) - 1, 0) where tenant = {tenant} and grain = {id} and n = 2");
        Assert.Equal(2, (await reader.FindAsync(tenant, id, null, null, None))!.Integrity.BrokenAt);
        await site.Platform.Server.ExecuteAsync(site.Platform["330802"].Database, $"delete from event where tenant = {tenant} and grain = {id} and n = 4");
        Assert.NotNull((await reader.FindAsync(tenant, id, null, null, None))!.Integrity.BrokenAt);
    }
}
