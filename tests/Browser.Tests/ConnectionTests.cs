using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

/// <summary>How far departments are connected, from the province down to one feed.</summary>
public sealed class ConnectionTests(RunningPlatform platform, Chromium chromium)
{
    [Fact]
    public async Task Province_DrillsDownToTheDepartmentsOfACounty()
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await window.NewPageAsync();
        await page.SignInAsync(platform.Account("330000", "inspector"));
        await page.GotoAsync("/");
        await page.ClickAsync(".page-actions a[href^='/connection']");
        await page.ClickAsync("#children tr[data-key='330800'] a");
        await Expect(page.Locator("h1")).ToContainTextAsync("衢州市");
        await page.ClickAsync("#children tr[data-key='330802'] a");

        await Expect(page.Locator("h1")).ToContainTextAsync("柯城区");
        await Expect(page.Locator("#departments tbody tr").First).ToBeVisibleAsync();
        await Expect(page.Locator("#departments a[href^='/quarantine']")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task WhatWaits_LeadsToTheQuarantineOfTheDepartment()
    {
        using var system = await DepartmentSystem.OpenAsync(platform, "330802");
        await system.TellRefusedAsync($"N-{Guid.NewGuid().ToString("N")[..8]}", "none");
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await window.NewPageAsync();
        await page.SignInAsync(platform.Account("330802", "inspector"));
        await page.GotoAsync("/connection");
        var waiting = page.Locator("#departments a[href^='/quarantine?department=']").First;
        var told = int.Parse(await waiting.InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);

        await waiting.ClickAsync();
        await page.WaitForURLAsync("**/quarantine?department=*");

        // Other tests have events refused meanwhile.
        Assert.InRange(await page.Locator("#quarantine tbody tr").CountAsync(), told - 3, told + 6);
    }
}
