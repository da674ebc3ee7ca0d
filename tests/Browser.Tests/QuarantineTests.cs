using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>What the data interface refused, put right by people.</summary>
public sealed class QuarantineTests(RunningPlatform platform, Chromium chromium)
{
    private const string County = "330802";

    [Fact]
    public async Task RefusedEvent_IsCorrectedByTheClerk_AndBecomesAnEventOfItsCase()
    {
        var caseNo = $"Q-{Guid.NewGuid().ToString("N")[..8]}";
        using var system = await DepartmentSystem.OpenAsync(platform, County);
        await system.TellRefusedAsync(caseNo, "submited");
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await OpenAsync(window);

        await page.Locator($"#quarantine tr:has-text('{caseNo}-submited') th a").ClickAsync();
        await Expect(page.Locator(".json-faulty mark")).ToContainTextAsync("submited");
        var text = page.Locator("#text");
        var told = await text.InputValueAsync();
        await text.FillAsync(told.Replace("\"kind\": \"submited\"", "\"kind\": \"sumbitted\"", StringComparison.Ordinal));
        await page.ClickAsync("#correct button.btn-primary");
        await Expect(page.Locator("#text-fault")).ToContainTextAsync("kind");
        await Expect(text).ToHaveAttributeAsync("aria-invalid", "true");

        await text.FillAsync(told.Replace("\"kind\": \"submited\"", "\"kind\": \"submitted\"", StringComparison.Ordinal));
        await page.ClickAsync("#correct button.btn-primary");
        await page.Locator($"a[href='/cases?number={caseNo}']").ClickAsync();
        await page.Locator("#case-list tbody tr th a").First.ClickAsync();

        await Expect(page.Locator("h1")).ToContainTextAsync(caseNo);
        await Expect(page.Locator(".timeline li").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Selection_IsSentAgainAndDismissed_WithAResultForEachLine()
    {
        var caseNo = $"Q-{Guid.NewGuid().ToString("N")[..8]}";
        using var system = await DepartmentSystem.OpenAsync(platform, County);
        await system.TellRefusedAsync(caseNo, "one");
        await system.TellRefusedAsync(caseNo, "two");
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await OpenAsync(window);
        var lines = page.Locator($"#quarantine tr:has-text('{caseNo}') input[type=checkbox]");

        await lines.Nth(0).CheckAsync();
        await lines.Nth(1).CheckAsync();
        await page.ClickAsync("button[formaction*='handler=Resubmit']");
        await Expect(page.Locator("#results li")).ToHaveCountAsync(2);

        await lines.Nth(0).CheckAsync();
        await lines.Nth(1).CheckAsync();
        await page.ClickAsync(".selection-acts summary");
        await page.FillAsync("#reason", "试验数据");
        await page.ClickAsync("button[formaction*='handler=Dismiss']");
        await Expect(page.Locator(".notice[role=status]")).ToContainTextAsync("2");
        await Expect(lines).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task BoxInTheHead_ChoosesTheWholePage()
    {
        using var system = await DepartmentSystem.OpenAsync(platform, County);
        await system.TellRefusedAsync($"Q-{Guid.NewGuid().ToString("N")[..8]}", "none");
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await OpenAsync(window);
        await page.CheckAsync("[data-select-all]");
        Assert.Equal(await page.Locator("#quarantine tbody input").CountAsync(), await page.Locator("#quarantine tbody input:checked").CountAsync());
    }

    private async Task<IPage> OpenAsync(IBrowserContext window)
    {
        var page = await window.NewPageAsync();
        await page.SignInAsync(platform.Account(County, "post-user"));
        await page.GotoAsync("/quarantine");
        return page;
    }
}
