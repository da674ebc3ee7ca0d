using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

public sealed class SetupTests(EmptyPlatform platform, Chromium chromium) : IClassFixture<EmptyPlatform>
{
    [Theory]
    [InlineData(1366, "zh-CN", "light")]
    [InlineData(390, "en", "dark")]
    public async Task OneTimeLink_OpensAFormWithoutAGraveFault_AndSaysWhatIsMissing(int width, string language, string theme)
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address, width, 844, language, theme));
        var page = await window.NewPageAsync();
        await page.GotoAsync(platform.Invitation);
        await Expect(page.Locator("#province")).ToBeVisibleAsync();
        Assert.DoesNotContain('#', page.Url);
        Assert.DoesNotContain(platform.Invitation.Split('#')[1], page.Url, StringComparison.Ordinal);
        await Accessibility.AssertNoGraveFaultAsync(page);
        Assert.Equal(0, await page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"));

        await page.FillAsync("#password", "long enough 1");
        await page.ClickAsync("button.btn-primary");
        await Expect(page.Locator("#faults")).ToBeVisibleAsync();
        await Accessibility.AssertNoGraveFaultAsync(page);
    }
}
