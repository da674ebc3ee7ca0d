using Microsoft.Playwright;
using Web.Demo;

namespace Browser.Tests;

/// <summary>What people do in a browser.</summary>
internal static class People
{
    /// <summary>Signs in by the form and waits until the site has let the person in.</summary>
    public static async Task SignInAsync(this IPage page, DemoFile.Account account)
    {
        await page.GotoAsync("/sign-in");
        await page.FillAsync("#jurisdiction", account.Jurisdiction);
        await page.FillAsync("#user", account.User);
        await page.FillAsync("#password", account.Password);
        await page.PressAsync("#password", "Enter");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }

    /// <summary>Waits until the page says that it is live.</summary>
    public static Task UntilLiveAsync(this IPage page) =>
        page.Locator("#live-state[data-state=connected]").WaitForAsync();

    /// <summary>A figure as a number.</summary>
    public static async Task<long> FigureAsync(this ILocator place, string name) => long.Parse(
        await place.Locator($"[data-figure='{name}']").First.InnerTextAsync(),
        System.Globalization.NumberStyles.AllowThousands,
        System.Globalization.CultureInfo.InvariantCulture);
}
