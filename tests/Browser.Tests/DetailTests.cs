using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>Small things that hurt who looks at the screens all day.</summary>
public sealed class DetailTests(RunningPlatform platform, Chromium chromium)
{
    private const string Kecheng = "330802";

    [Fact]
    public async Task HeadsOfALongList_StayBelowTheBar()
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await OpenAsync(window, "/catalogue", "#items tbody tr");
        await page.EvaluateAsync("window.scrollTo(0, 600)");

        var bar = await page.Locator(".bar").BoundingBoxAsync();
        var head = await page.Locator("#items thead th").First.BoundingBoxAsync();
        Assert.InRange(head!.Y, bar!.Y + bar.Height - 2, bar.Y + bar.Height + 2);
    }

    [Fact]
    public async Task SearchInTheBar_IsTheSameOnEveryPage()
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await OpenAsync(window, "/jurisdictions", "#jurisdiction-query");

        await Expect(page.Locator(".bar #search-field")).ToHaveCountAsync(1);
        await Expect(page.Locator("main #jurisdiction-query")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task SearchThatFindsMoreThanItShows_SaysSo_AndLeadsToAll()
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await OpenAsync(window, "/search?q=许可", "#found-items");
        await Expect(page.Locator(".search-group:has(#found-items) li")).ToHaveCountAsync(6);

        await page.Locator(".search-group:has(#found-items) .panel-actions").ClickAsync();
        await page.WaitForURLAsync("**/catalogue?**");
        Assert.True(await page.Locator("#items tbody tr").CountAsync() > 6);
    }

    [Fact]
    public async Task Title_NamesThePlace()
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await OpenAsync(window, "/cases", "h1");
        Assert.Contains("办件 · 柯城区", await page.TitleAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/catalogue", "#items td.code", 390, "zh-CN")]
    [InlineData("/signals", "#signals td .code", 1366, "zh-CN")]
    [InlineData("/cases", "#cases th .code", 1366, "en")]
    [InlineData("/cases", "#cases time", 1366, "en")]
    public async Task Number_StandsInOneLine(string address, string numbers, int width, string language)
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address, width, 844, language));
        var page = await OpenAsync(window, address, numbers);
        var lines = await page.Locator(numbers).EvaluateAllAsync<int[]>(
            """
            numbers => numbers.filter(number => number.textContent.length <= 25).map(number => {
              const range = document.createRange();
              range.selectNodeContents(number);
              return new Set([...range.getClientRects()].map(line => Math.round(line.top))).size;
            })
            """);

        Assert.NotEmpty(lines);
        Assert.All(lines, count => Assert.Equal(1, count));
    }

    [Theory]
    [InlineData("/cases", "剩余")]
    [InlineData("/cases?show=done", "办结")]
    [InlineData("/cases?number=DEMO", "办件编号")]
    [InlineData("/signals", "发牌")]
    public async Task List_ShowsByWhichColumnItIsSorted(string address, string column)
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await OpenAsync(window, address, "main tbody tr");
        var sorted = page.Locator("main thead th[aria-sort]");

        await Expect(sorted).ToHaveTextAsync(column);
        Assert.Matches("[↑↓]", await sorted.EvaluateAsync<string>("head => getComputedStyle(head, '::after').content"));
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task CaseOnAPhone_IsReadAtAGlance_AndTheRestUnfolds(string language)
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address, 390, 844, language));
        var page = await OpenAsync(window, "/cases", "#cases tbody tr");
        var heights = await page.Locator("#cases tbody tr").EvaluateAllAsync<double[]>("rows => rows.map(row => row.getBoundingClientRect().height / parseFloat(getComputedStyle(row).lineHeight))");
        Assert.All(heights, lines => Assert.InRange(lines, 3, 7.5));

        var card = page.Locator("#cases tbody tr").First;
        foreach (var seen in new[] { ".card-1", ".card-2", ".card-3", ".card-4", ".card-5", ".card-6", ".card-7" })
            await Expect(card.Locator(seen)).ToBeVisibleAsync();
        await Expect(card.Locator(".card-rest").First).ToBeHiddenAsync();
        await card.Locator(".card-more summary").ClickAsync();
        await Expect(card.Locator(".card-rest").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task FiltersOfCasesOnAPhone_TakeTwoLines_AndTheRestUnfolds()
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address, 390, 844));
        var page = await OpenAsync(window, "/cases", "#cases tbody tr");
        foreach (var seen in new[] { "#due", "#colour" })
            await Expect(page.Locator(seen)).ToBeVisibleAsync();
        foreach (var folded in new[] { "#item", "#source", "#number" })
            await Expect(page.Locator(folded)).ToBeHiddenAsync();
        await page.ClickAsync(".filter-more summary");
        await Expect(page.Locator("#number")).ToBeVisibleAsync();

        // One that is set is seen.
        await page.GotoAsync("/cases?source=interface");
        await Expect(page.Locator("#source")).ToBeVisibleAsync();
        await page.SetViewportSizeAsync(1366, 768);
        await page.GotoAsync("/cases");
        await Expect(page.Locator("#source")).ToBeVisibleAsync();
        await Expect(page.Locator(".filter-more")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task CountsOfCases_AreBroughtUpToDateBehindTheList_WithoutTouchingWhatIsTyped()
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await OpenAsync(window, "/cases", ".shows [aria-current] .shows-count");
        var before = await CountAsync();
        using var system = await DepartmentSystem.OpenAsync(platform, Kecheng);
        await system.AcceptCasesAsync(3);

        // The counts of the first look are no longer taken for fresh.
        await page.WaitForTimeoutAsync(6_000);
        await page.GotoAsync("/cases");
        await page.Locator("#number").PressSequentiallyAsync("ABC");
        for (var look = 0; look < 60 && await CountAsync() < before + 3; look++)
            await page.WaitForTimeoutAsync(500);

        // Other tests have cases accepted meanwhile.
        var shown = await CountAsync();
        Assert.InRange(shown, before + 3, before + 100);
        await Expect(page.Locator("[data-count=all]")).ToHaveTextAsync($"{shown}");
        await Expect(page.Locator("#number")).ToHaveValueAsync("ABC");

        async Task<int> CountAsync() =>
            int.Parse(await page.Locator(".shows [aria-current] .shows-count").InnerTextAsync(), System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("accepted-today")]
    [InlineData("received-today")]
    public async Task WhatCameInToday_SaysWhenItCame_AndNotWhenItEnded(string show)
    {
        // Just after midnight nothing has come in yet.
        using var system = await DepartmentSystem.OpenAsync(platform, Kecheng);
        await system.AcceptCasesAsync(1);
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await OpenAsync(window, $"/cases?show={show}", "#case-list tbody tr");
        var heads = await page.Locator("#case-list thead th").AllInnerTextsAsync();

        Assert.Contains("收件", heads);
        Assert.DoesNotContain("办结", heads);
    }

    [Theory]
    [InlineData(400, "没有收下这次提交")]
    [InlineData(403, "您无权打开此页面")]
    [InlineData(404, "没有这个页面")]
    [InlineData(413, "内容过大")]
    [InlineData(429, "尝试过于频繁")]
    [InlineData(500, "出错了")]
    public async Task Failure_IsNamed_WithoutAMenuForWhoIsNotSignedIn(int status, string title)
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address, 390, 844));
        var page = await window.NewPageAsync();
        await page.GotoAsync($"/failed/{status}");

        await Expect(page.Locator("h1")).ToHaveTextAsync(title);
        await Expect(page.Locator(".bar-menu")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("/resets")]
    [InlineData("/denied?ReturnUrl=%2Fresets")]
    public async Task Refusal_NamesTheMissingPermissionAndWhoHasIt_AndShowsWhereOneMayGo(string address)
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await window.NewPageAsync();
        await page.SignInAsync(platform.Account(Kecheng, "inspector"));
        await page.GotoAsync(address);

        await Expect(page.Locator("h1")).ToHaveTextAsync("您无权打开此页面");
        await Expect(page.Locator("#denied-needs")).ToContainTextAsync("查看审计日志");
        await Expect(page.Locator("#denied-needs")).ToContainTextAsync("审计员");
        await Expect(page.Locator("#denied-you")).ToContainTextAsync("行使的角色：电子监察员（柯城区）");
        await Expect(page.Locator("nav.areas a[href='/cases']")).ToBeVisibleAsync();
        await Expect(page.Locator("nav.areas a[href='/resets']")).ToHaveCountAsync(0);
        await page.ClickAsync("#denied-ways a[href='/signals']");
        await Expect(page.Locator("h1")).ToContainTextAsync("监察信号");
    }

    [Fact]
    public async Task MissingPage_KeepsTheMenuOfWhoIsSignedIn()
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await window.NewPageAsync();
        await page.SignInAsync(platform.Account(Kecheng, "inspector"));
        await page.GotoAsync("/no-such-page");

        await Expect(page.Locator("h1")).ToHaveTextAsync("没有这个页面");
        await Expect(page.Locator("nav.areas a[href='/cases']")).ToBeVisibleAsync();
    }

    /// <summary>Opens a page and waits until what is looked for is there: the demo fills its lists in the first seconds.</summary>
    private async Task<IPage> OpenAsync(IBrowserContext window, string address, string wanted)
    {
        var page = await window.NewPageAsync();
        await page.SignInAsync(platform.Account(Kecheng, "inspector"));
        await page.GotoAsync(address);
        for (var look = 0; look < 60 && await page.Locator(wanted).CountAsync() == 0; look++)
        {
            await page.WaitForTimeoutAsync(1_000);
            await page.ReloadAsync();
        }

        return page;
    }
}
