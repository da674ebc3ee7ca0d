using Xunit;

namespace Browser.Tests;

/// <summary>What holds for every screen: no grave accessibility fault, nothing that the site's own policy forbids, no sideways scrolling.</summary>
public sealed class ScreenTests(RunningPlatform platform, Chromium chromium)
{
    public static TheoryData<int, string, string> Looks() => new()
    {
        { 1366, "zh-CN", "light" },
        { 1366, "en", "dark" },
        { 390, "zh-CN", "dark" },
        { 390, "en", "light" },
    };

    [Fact]
    public void EveryPage_IsInTheTableOfScreens() =>
        Assert.Equal(ScreenTable.Routes().Order(StringComparer.Ordinal), ScreenTable.All.Select(screen => screen.Route).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task NoScreen_HasAGraveFault(int width, string language, string theme)
    {
        var look = new Look(platform.Address, width, width < 600 ? 844 : 768, language, theme);
        foreach (var screens in ScreenTable.All.GroupBy(screen => (screen.Jurisdiction, screen.Role)))
        {
            await using var window = await chromium.OpenAsync(look);
            var page = await window.NewPageAsync();
            var complaints = new List<string>();
            page.Console += (_, message) => complaints.Add(message.Text);
            page.PageError += (_, error) => complaints.Add(error);
            if (screens.Key.Role is { } role)
                await page.SignInAsync(platform.Account(screens.Key.Jurisdiction, role));
            foreach (var screen in screens)
            {
                await screen.OpenAsync(page);
                await Accessibility.AssertNoGraveFaultAsync(page);
                var sideways = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                Assert.True(sideways <= 0, $"{screen.Address} scrolls {sideways} px sideways at {look}");
            }

            Assert.DoesNotContain(complaints, static text => !text.Contains("404", StringComparison.Ordinal));
        }
    }
}
