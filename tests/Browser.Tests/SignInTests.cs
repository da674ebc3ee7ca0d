using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

public sealed class SignInTests(RunningPlatform platform, Chromium chromium)
{
    [Fact]
    public async Task KeyboardAlone_SignsInOpensAJurisdictionAndSignsOut()
    {
        var account = platform.Account("330000", "inspector");
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await window.NewPageAsync();
        await page.GotoAsync("/");

        await Expect(page.Locator("#jurisdiction")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(account.Jurisdiction);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(account.User);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(account.Password);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));

        await TabToAsync(page, "button[popovertarget=places]");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#jurisdiction-query")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("柯城");
        await Expect(page.Locator("#jurisdiction-list a")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h1")).ToContainTextAsync("柯城区");

        await TabToAsync(page, "button[popovertarget=person]");
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, "form[action='/sign-out'] button");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/sign-in");
        await page.GotoAsync("/");
        Assert.Contains("/sign-in", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmptyFields_SayWhatIsMissingBesideThem()
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await window.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.FillAsync("#jurisdiction", "浙江省");
        await page.ClickAsync("button[type=submit].btn-primary");

        await Expect(page.Locator("#jurisdiction-error")).ToBeEmptyAsync();
        await Expect(page.Locator("#user-error")).Not.ToBeEmptyAsync();
        await Expect(page.Locator("#password-error")).Not.ToBeEmptyAsync();
        await Expect(page.Locator("#jurisdiction")).ToHaveValueAsync("浙江省");
    }

    [Fact]
    public async Task WrongPassword_DoesNotTellWhatWasWrong()
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await window.NewPageAsync();
        var account = platform.Account("330000", "inspector");
        Assert.Equal(await RefusalAsync(page, account.User), await RefusalAsync(page, "nobody-of-this-name"));
    }

    [Fact]
    public async Task Address_IsOpenedAfterSigningIn()
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await window.NewPageAsync();
        var account = platform.Account("330000", "inspector");
        await page.GotoAsync("/?jurisdiction=330802");
        await page.FillAsync("#jurisdiction", "浙江省");
        await page.FillAsync("#user", account.User);
        await page.FillAsync("#password", account.Password);
        await page.PressAsync("#password", "Enter");
        await Expect(page.Locator("h1")).ToContainTextAsync("柯城区");
    }

    private static async Task<string> RefusalAsync(IPage page, string user)
    {
        await page.GotoAsync("/sign-in");
        await page.FillAsync("#jurisdiction", "浙江省");
        await page.FillAsync("#user", user);
        await page.FillAsync("#password", "not the password");
        await page.PressAsync("#password", "Enter");
        return await page.Locator("#refusal").InnerTextAsync();
    }

    private static async Task TabToAsync(IPage page, string selector)
    {
        var wanted = page.Locator(selector);
        for (var presses = 0; presses < 80; presses++)
        {
            if (await wanted.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{selector} cannot be reached by keyboard.");
    }
}
