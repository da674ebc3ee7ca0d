using System.Net;
using Grains.Cases;
using Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Server;
using Tenancy.Permissions;
using Web.Cases;
using Xunit;

namespace Platform.Tests.Cases;

/// <summary>A case with hundreds of events is shown in parts.</summary>
public sealed class LongCaseTests(TestSite site) : IClassFixture<TestSite>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task LongCase_ShowsItsLatestEventsAndLeadsToTheEarlierOnes()
    {
        var (_, item, id) = await site.RecordCaseAsync("PAGE-LONG");
        var tenant = site.Platform["330802"].Id;
        var registry = await site.Services.GetRequiredService<Registries>().CurrentAsync(tenant, None);
        Assert.True(registry.TryDepartment(item.Content.Department, out var department));
        var at = TimeProvider.System.GetUtcNow().AddHours(-1);
        var more = Enumerable.Range(0, 116).Select(n => new CaseFact(
            $"long-{n:000}", "PAGE-LONG", item.Code, CaseEventKind.FeeCharged, new(at.AddSeconds(n).Ticks / 10 * 10, TimeSpan.Zero), null, null, null,
            CaseDetails.None with { FeeItem = "wild", FeeType = "fee", Amount = 1m }, CaseSource.Interface));
        await site.Services.GetRequiredService<Grains.Journal.Journal>().RecordAsync(new(tenant, department.Id, [.. more], []));

        using var inspector = await site.NewClientAsync("330802", null, Role.Inspector);
        async Task<int[]> Shown(string query) =>
        [
            .. System.Text.RegularExpressions.Regex.Matches(await inspector.GetStringAsync($"/cases/{id}{query}"), "<span class=\"code\">long-([0-9]+)</span>", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5))
                .Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)),
        ];
        Assert.Equal(Enumerable.Range(66, 50), await Shown(""));
        Assert.Equal(Enumerable.Range(16, 50), await Shown("?events=2"));
        Assert.Equal(Enumerable.Range(0, 16), await Shown("?events=99"));
        var page = await inspector.GetStringAsync($"/cases/{id}");
        Assert.Contains($"/cases/{id}?events=2&amp;signals=1#timeline-title", page, StringComparison.Ordinal);
        Assert.Contains($"/cases/{id}?events=1&amp;signals=2#signals-title", page, StringComparison.Ordinal);
        Assert.Equal(50, System.Text.RegularExpressions.Regex.Count(page, "id=\"signal-[0-9]+\"", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task LongCase_ShowsItsChargesAndClocksInParts_AndFoldsLongExplanations()
    {
        var (_, item, id) = await site.RecordCaseAsync("PAGE-PARTS");
        var tenant = site.Platform["330802"].Id;
        var registry = await site.Services.GetRequiredService<Registries>().CurrentAsync(tenant, None);
        Assert.True(registry.TryDepartment(item.Content.Department, out var department));
        var at = TimeProvider.System.GetUtcNow().AddHours(-1);
        CaseFact Fact(string name, int n, CaseEventKind kind, CaseDetails details, string? step = null) => new(
            $"{name}-{n:000}", "PAGE-PARTS", item.Code, kind, new(at.AddSeconds(n * 3).Ticks / 10 * 10, TimeSpan.Zero), step, null, null, details, CaseSource.Interface);
        CaseFact[] more =
        [
            .. Enumerable.Range(0, 120).Select(n => Fact("charge", n, CaseEventKind.FeeCharged, CaseDetails.None with { FeeItem = "wild", FeeType = "fee", Amount = 1000 + n })),
            .. Enumerable.Range(0, 40).SelectMany(n => new[]
            {
                Fact("visit", 200 + (2 * n), CaseEventKind.StepCompleted, CaseDetails.None, "examine"), Fact("visit", 201 + (2 * n), CaseEventKind.StepStarted, CaseDetails.None, "examine"),
            }),
            .. Enumerable.Range(0, 30).SelectMany(n => new[]
            {
                Fact("pause", 400 + (2 * n), CaseEventKind.Suspended, CaseDetails.None with { Ground = "hearing", ExpectedDays = 5, NoticeProof = "1号" }),
                Fact("pause", 401 + (2 * n), CaseEventKind.Resumed, CaseDetails.None with { Result = "passed" }),
            }),
        ];
        await site.Services.GetRequiredService<Grains.Journal.Journal>().RecordAsync(new(tenant, department.Id, [.. more], []));

        using var inspector = await site.NewClientAsync("330802", null, Role.Inspector);
        async Task<string> PageAsync(string query) => await inspector.GetStringAsync($"/cases/{id}{query}");
        static int[] Charged(string page) =>
        [
            .. System.Text.RegularExpressions.Regex.Matches(page, "<td class=\"number\">(1,[0-9]{3}).00</td>", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5))
                .Select(match => int.Parse(match.Groups[1].Value, System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture) - 1000),
        ];
        static int Clocks(string page) => System.Text.RegularExpressions.Regex.Count(page, "<li class=\"clock\">", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5));

        var first = await PageAsync("");
        Assert.Equal(Enumerable.Range(70, 50), Charged(first));
        Assert.Equal(Enumerable.Range(20, 50), Charged(await PageAsync("?fees=2")));
        Assert.Equal(CasePart.Clocks, Clocks(first));
        Assert.InRange(Clocks(await PageAsync("?clocks=2")), 1, CasePart.Clocks);
        Assert.Contains($"/cases/{id}?events=1&amp;signals=1&amp;fees=2#fees-title", first, StringComparison.Ordinal);
        Assert.Contains($"/cases/{id}?events=1&amp;signals=1&amp;clocks=2#clocks-title", first, StringComparison.Ordinal);
        Assert.Contains($"/cases/{id}?events=1&amp;signals=1&amp;clocks=2&amp;fees=3#fees-title", await PageAsync("?clocks=2&fees=2"), StringComparison.Ordinal);
        Assert.Matches("其余 [0-9]+ 条说明", WebUtility.HtmlDecode(first));
    }
}
