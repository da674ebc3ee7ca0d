using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

public sealed class CatalogueTests(RunningPlatform platform, Chromium chromium)
{
    private const string County = "330802";

    [Fact]
    public async Task CsvFile_BecomesADraftIsCompletedPublishedAndFollowedByASecondVersion()
    {
        var code = $"BROWSER-{Guid.NewGuid():N}"[..20];
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var editor = await window.NewPageAsync();
        await editor.SignInAsync(platform.Account(County, "system-administrator"));
        await using var other = await chromium.OpenAsync(new Look(platform.Address));
        var reviewer = await other.NewPageAsync();
        await reviewer.SignInAsync(platform.Account(County, "item-reviewer"));

        await ImportAsync(editor, code);
        await CompleteAsync(editor, code);
        await ReviewAndPublishAsync(editor, reviewer, code, 1, Today(0));
        await Expect(editor.Locator("#versions")).ToContainTextAsync("第 1 版");

        await editor.GotoAsync($"/catalogue/items/{code}/edit");
        await editor.FillAsync("#field-promised", "3");
        await editor.Locator(".page-actions button[form=item-form]").ClickAsync();
        await ReviewAndPublishAsync(editor, reviewer, code, 2, Today(1));

        await editor.GotoAsync($"/catalogue/items/{code}/versions?left=1&right=2");
        await Expect(editor.Locator("#beside tr.differs")).ToHaveCountAsync(1);
        await Expect(editor.Locator("#beside tr.differs")).ToContainTextAsync("5 个工作日");
        await Expect(editor.Locator("#beside tr.differs")).ToContainTextAsync("3 个工作日");
    }

    [Fact]
    public async Task Search_IsWorkedByKeyboardAlone()
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await window.NewPageAsync();
        await page.SignInAsync(platform.Account("330000", "inspector"));
        await page.GotoAsync("/calendar");
        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator("#search-field")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("柯城");
        await Expect(page.Locator("#search-list [role=option]").First).ToBeVisibleAsync();
        await Expect(page.Locator("#search-field")).ToHaveAttributeAsync("aria-expanded", "true");
        await Accessibility.AssertNoGraveFaultAsync(page);
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("#search-field")).ToHaveAttributeAsync("aria-activedescendant", "search-hit-0");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h1")).ToContainTextAsync("柯城区");
    }

    [Fact]
    public async Task Notifications_AreCountedListedAndThenSeen()
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await window.NewPageAsync();
        await page.SignInAsync(platform.Account("330000", "leader"));
        // The first red signal of the demo's day may take a while.
        for (var tries = 0; tries < 60 && !(await (await page.APIRequest.GetAsync("/notifications?handler=Count")).TextAsync()).Contains("bell-count", StringComparison.Ordinal); tries++)
            await page.WaitForTimeoutAsync(1000);
        await page.GotoAsync("/calendar");
        await Expect(page.Locator("#bell-count .bell-count")).ToBeVisibleAsync();
        await page.ClickAsync("button.bell");
        await Expect(page.Locator("#bell-list li").First).ToBeVisibleAsync();
        await Expect(page.Locator("#bell-count .bell-count")).ToHaveCountAsync(0);
        await Accessibility.AssertNoGraveFaultAsync(page);
    }

    private static async Task ImportAsync(IPage page, string code)
    {
        await page.GotoAsync("/catalogue/import");
        var department = await DepartmentAsync(page);
        await page.SetInputFilesAsync("#file", new FilePayload
        {
            Name = "items.csv", MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes(
                $"code,name,kind,department,legalLimit,promisedLimit,legalBasis,conditions,quantityLimit,materials,forms,office,responsiblePost,telephone,resultDocument,complaintChannel,departmentName\n"
                + $"{code},浏览器测试事项,10,{department},20,5,某条例,符合条件,无,申请表,样表,审批科,审查岗,12345,决定书,12345,某局\nbad-{code},坏行,99,{department},,,,,,,,,,,,,\n"),
        });
        await page.ClickAsync("form[enctype] button[type=submit]");
        await Expect(page.Locator("[data-count=created]")).ToHaveTextAsync("1");
        await Expect(page.Locator("#refused tbody tr")).ToHaveCountAsync(1);
        await Accessibility.AssertNoGraveFaultAsync(page);
        await page.ClickAsync(".import-confirm button");
        await Expect(page.Locator("h1")).ToContainTextAsync("已导入");
    }

    private static async Task CompleteAsync(IPage page, string code)
    {
        await page.GotoAsync($"/catalogue/items/{code}");
        await page.Locator("#lacking a").First.ClickAsync();
        await page.Locator("button[value=add-step]").ClickAsync();
        await page.FillAsync("#field-step-0-code", "receive");
        await page.FillAsync("#field-step-0-name", "受理");
        await page.FillAsync("#field-step-0-posts", "window");
        await page.FillAsync("#field-step-0-next", "decide");
        await page.Locator("button[value=add-step]").ClickAsync();
        await Expect(page.Locator("#field-step-1-code")).ToBeVisibleAsync();
        await Expect(page.Locator("#field-step-0-name")).ToHaveValueAsync("受理");
        await page.FillAsync("#field-step-1-code", "decide");
        await page.FillAsync("#field-step-1-name", "决定");
        await page.FillAsync("#field-step-1-posts", "approver");
        await page.FillAsync("#field-decidingPost", "approver");
        await page.Locator(".page-actions button[form=item-form]").ClickAsync();
        await Expect(page.Locator("#life")).ToBeVisibleAsync();
        await Expect(page.Locator("#lacking")).ToHaveCountAsync(0);
        await Accessibility.AssertNoGraveFaultAsync(page);
    }

    private static async Task ReviewAndPublishAsync(IPage editor, IPage reviewer, string code, int version, string from)
    {
        await editor.GotoAsync($"/catalogue/items/{code}?version={version}");
        await editor.ClickAsync("#life form[action*=Check] button, #life form button.btn-primary");
        await editor.FillAsync("#signature", "签字1号");
        await editor.ClickAsync("#life form button.btn-primary");
        await reviewer.GotoAsync($"/catalogue/items/{code}");
        if (version > 1)
            await reviewer.ClickAsync("#life a.btn-primary");
        await reviewer.FillAsync("#document-legal-affairs", "审查1号");
        await reviewer.ClickAsync("#life form button.btn-primary");
        await editor.GotoAsync($"/catalogue/items/{code}?version={version}");
        await editor.ClickAsync("#life details.ask summary.btn-primary");
        await Expect(editor.Locator("#life .ask .notice")).ToBeVisibleAsync();
        await editor.FillAsync("#effectiveFrom", from);
        await editor.ClickAsync("#life details.ask[open] form button.btn-primary");
        await Expect(editor.Locator("#life")).ToHaveCountAsync(0);
    }

    private static async Task<string> DepartmentAsync(IPage page)
    {
        var answer = await page.APIRequest.GetAsync("/api/v1/departments");
        return (await answer.JsonAsync())!.Value[0].GetProperty("code").GetString()!;
    }

    private static string Today(int plus) => Grains.Calendars.Zone.Shanghai.DayOf(TimeProvider.System.GetUtcNow()).AddDays(plus).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
