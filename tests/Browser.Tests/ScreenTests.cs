using Xunit;

namespace Browser.Tests;

/// <summary>What holds for every screen: no grave accessibility fault, nothing that the site's own policy forbids, no sideways scrolling, of no table either, no heading cut off, no key in place of a text.</summary>
public sealed class ScreenTests(RunningPlatform platform, Chromium chromium)
{
    // A tablet, the small laptops, the wall: tried on every screen beside the width of the look.
    private static readonly int[] Between = [768, 1024, 1280, 1920];

    // The page itself, and whatever a table scrolls in, with how much is out of sight.
    private const string Sideways = """
        () => [document.documentElement, ...document.querySelectorAll('main *')]
            .filter(place => place === document.documentElement
                || (['auto', 'scroll'].includes(getComputedStyle(place).overflowX) && place.querySelector('table')))
            .filter(place => place.scrollWidth > place.clientWidth + (place === document.documentElement ? 0 : 1))
            .map(place => `${place.querySelector('main') ? 'the page' : place.querySelector('table').id || place.className} by ${place.scrollWidth - place.clientWidth} px`)
        """;

    // Headings that are not to be read whole, and texts asked for by a key that none has; what is set as code is no text of ours.
    private const string Unreadable = """
        () => [
            ...[...document.querySelectorAll('thead th')]
                .filter(heading => heading.clientWidth > 2 && getComputedStyle(heading).overflowX !== 'visible' && heading.scrollWidth > heading.clientWidth + 1),
            ...[...document.querySelectorAll('body *')]
                .filter(place => !place.children.length && !place.closest('script, style, .code, option')
                    && /^[a-z][A-Za-z-]*(\.[a-z][A-Za-z-]*)+$/.test(place.textContent.trim())),
        ].map(place => place.textContent.trim())
        """;

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
                foreach (var tried in look.IsPhone ? [width] : Between.Append(width))
                {
                    await page.SetViewportSizeAsync(tried, look.Height);
                    var sideways = await page.EvaluateAsync<string[]>(Sideways);

                    // A drawing follows its window a moment later.
                    for (var again = 0; again < 100 && sideways.Length > 0; again++)
                    {
                        await page.WaitForTimeoutAsync(100);
                        sideways = await page.EvaluateAsync<string[]>(Sideways);
                    }

                    Assert.True(sideways.Length == 0, $"{screen.Address} scrolls sideways at {look with { Width = tried }}: {string.Join(", ", sideways)}");
                    var unreadable = await page.EvaluateAsync<string[]>(Unreadable);
                    Assert.True(unreadable.Length == 0, $"{screen.Address} does not tell everything at {look with { Width = tried }}: {string.Join(", ", unreadable)}");
                }
            }

            Assert.DoesNotContain(complaints, static text => !text.Contains("404", StringComparison.Ordinal));
        }
    }
}
