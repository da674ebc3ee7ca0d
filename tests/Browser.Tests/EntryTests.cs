using Microsoft.Playwright;
using Xunit;

namespace Browser.Tests;

/// <summary>A clerk of a department without a system, at the platform's own forms.</summary>
public sealed class EntryTests(RunningPlatform platform, Chromium chromium)
{
    private const string Kecheng = "330802";

    [Fact]
    public async Task WholeCase_IsHandledByFormsAlone_WithoutScripts()
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address, 390, 844, "zh-CN", "light"), scripts: false);
        var page = await window.NewPageAsync();
        await page.SignInAsync(platform.Account(Kecheng, "window"));
        await page.GotoAsync("/cases/new");
        var items = await page.Locator("#item option").EvaluateAllAsync<string[]>("options => options.map(option => option.value)");
        await page.SelectOptionAsync("#item", items.First(code => code.Length > 0 && !code.StartsWith("DEMO", StringComparison.Ordinal)));
        await page.GetByRole(AriaRole.Button, new() { Name = "继续" }).ClickAsync();
        await page.FillAsync("[name='data.applicantName']", "申请人甲");
        var number = await page.InputValueAsync("#caseNo");
        await RecordAsync(page);

        await StepAsync(page, "受理");
        await HandleAsync(page);
        await StepAsync(page, "准予");
        await StepAsync(page, "结果公开", orElse: true);
        await StepAsync(page, "送达", orElse: true);
        await StepAsync(page, "办结");

        await Assertions.Expect(page.Locator("h1 .code")).ToHaveTextAsync(number);
        await Assertions.Expect(page.Locator("#recorded")).ToContainTextAsync("办结");
        await Assertions.Expect(page.Locator(".timeline")).ToContainTextAsync("申请人甲");
        await Assertions.Expect(page.Locator(".timeline")).ToContainTextAsync("准予");
        await Assertions.Expect(page.Locator(".timeline")).ToContainTextAsync("平台表单");
    }

    [Fact]
    public async Task Form_IsFilledInAndSentByKeyboardAlone_AndKeepsWhatWasTypedBesideItsFault()
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address, 1366, 768, "zh-CN", "dark"));
        var page = await window.NewPageAsync();
        await page.SignInAsync(platform.Account(Kecheng, "clerk"));
        await page.GotoAsync("/cases/second-entry");
        await page.FocusAsync("#number");
        await page.Keyboard.TypeAsync($"KEY-{Guid.NewGuid():N}"[..12]);
        await TabToAsync(page, "item");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#entry").WaitForAsync();

        await page.FocusAsync("#caseNo");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.PressAsync("Delete");
        await TabToAsync(page, "data-applicantName");
        await page.Keyboard.TypeAsync("申请人乙");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#caseNo-fault")).ToHaveTextAsync("必填。");
        Assert.Equal("申请人乙", await page.InputValueAsync("#data-applicantName"));

        await page.FocusAsync("#caseNo");
        await page.Keyboard.TypeAsync($"KEY-{Guid.NewGuid():N}"[..12]);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#recorded")).ToContainTextAsync("收件");
        await Assertions.Expect(page.Locator(".timeline")).ToContainTextAsync("二次录入");
    }

    [Theory]
    [InlineData("/cases/new", "window")]
    [InlineData("/cases/second-entry", "clerk")]
    public async Task NoItemIsChosenBeforehand_AndTheFormDoesNotGoOnWithoutOne(string address, string role)
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await window.NewPageAsync();
        await page.SignInAsync(platform.Account(Kecheng, role));
        await page.GotoAsync(address);
        Assert.Equal("", await page.InputValueAsync("#item"));
        if (await page.Locator("#number").CountAsync() > 0)
            await page.FillAsync("#number", "NOBODY-CHOSE");

        await page.ClickAsync(".entry button[type=submit]");
        Assert.True(await page.Locator("#item").EvaluateAsync<bool>("item => item.matches(':invalid')"));
        Assert.EndsWith(address, page.Url, StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("#entry").CountAsync());
    }

    /// <summary>Goes through the flow up to its deciding step, as the offers have it.</summary>
    private static async Task HandleAsync(IPage page)
    {
        for (var step = 0; step < 3; step++)
        {
            await page.GetByRole(AriaRole.Link, new() { Name = "下一步" }).First.ClickAsync();
            var start = page.Locator(".offers").First.GetByRole(AriaRole.Link, new() { Name = "环节开始" });
            if (await start.CountAsync() == 0 || step == 2)
            {
                await page.GoBackAsync();
                return;
            }

            await start.First.ClickAsync();
            await RecordAsync(page);
            await StepAsync(page, "环节完成");
        }
    }

    private static async Task StepAsync(IPage page, string what, bool orElse = false)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "下一步" }).First.ClickAsync();
        var offer = page.Locator(".offers").First.GetByRole(AriaRole.Link, new() { Name = what });
        if (orElse && await offer.CountAsync() == 0)
        {
            await page.GoBackAsync();
            return;
        }

        await offer.First.ClickAsync();
        await RecordAsync(page);
    }

    /// <summary>Presses record, and once more where consequences are told first.</summary>
    private static async Task RecordAsync(IPage page)
    {
        await page.Locator("button[value=record]").ClickAsync();
        if (await page.Locator("#recorded").CountAsync() == 0)
            await page.Locator("button[value=record]").ClickAsync();
        await page.Locator("#recorded").WaitForAsync();
    }

    private static async Task TabToAsync(IPage page, string id)
    {
        for (var i = 0; i < 30 && await page.EvaluateAsync<string>("document.activeElement.id") != id; i++)
            await page.Keyboard.PressAsync("Tab");
        Assert.Equal(id, await page.EvaluateAsync<string>("document.activeElement.id"));
    }
}
