using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

public sealed class InvitationTests(RunningPlatform platform, Chromium chromium)
{
    [Theory]
    [InlineData(1366, "zh-CN", "light")]
    [InlineData(390, "en", "dark")]
    public async Task OneTimeLink_NeedsOneClick_AndItsCodeGoesIntoNoAddress(int width, string language, string theme)
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address, width, 844, language, theme));
        var page = await window.NewPageAsync();
        var addresses = new List<string>();
        page.Request += (_, request) => addresses.Add(request.Url + request.Headers.GetValueOrDefault("referer"));
        await page.GotoAsync("/invitation#330802.a-code-that-is-no-good");
        await Expect(page.Locator("#not-invited")).ToBeVisibleAsync();
        Assert.DoesNotContain("no-good", page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain(addresses, address => address.Split('#')[0].Contains("no-good", StringComparison.Ordinal));
        await Accessibility.AssertNoGraveFaultAsync(page);
        Assert.Equal(0, await page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"));
    }
}
