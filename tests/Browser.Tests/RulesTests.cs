using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

public sealed class RulesTests(RunningPlatform platform, Chromium chromium)
{
    private const string County = "330802";
    private const string City = "330800";

    [Fact]
    public async Task County_ProposesATightening_TheCityApproves_AndItIsInForceOnThePage()
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var county = await window.NewPageAsync();
        await county.SignInAsync(platform.Account(County, "bureau-head"));
        await using var other = await chromium.OpenAsync(new Look(platform.Address));
        var city = await other.NewPageAsync();
        await city.SignInAsync(platform.Account(City, "bureau-head"));

        await county.GotoAsync("/rules");
        await county.ClickAsync("#rule-silent-feed a[href$='rule=silent-feed']");

        // What loosens is refused beside its field, and nothing can be recorded.
        await county.FillAsync("#parameter-workingDays", "9");
        await county.FillAsync("#points", "0.5");
        await county.ClickAsync("#rule-form button.btn-primary");
        await Expect(county.Locator("#parameter-workingDays-fault")).ToContainTextAsync("上级规定为 3");
        await Expect(county.Locator("#points-fault")).ToContainTextAsync("上级规定为 1");
        await Expect(county.Locator("#parameter-workingDays")).ToHaveValueAsync("9");
        await Expect(county.Locator("#consequences")).ToHaveCountAsync(0);
        await Accessibility.AssertNoGraveFaultAsync(county);

        await county.FillAsync("#parameter-workingDays", "2");
        await county.FillAsync("#points", "1.5");
        await county.FillAsync("#effectiveFrom", "2099-01-01");
        await county.ClickAsync("#rule-form button.btn-primary");
        await Expect(county.Locator("#effectiveFrom-fault")).ToContainTextAsync("一年");
        await county.FillAsync("#effectiveFrom", "");
        await county.ClickAsync("#rule-form button.btn-primary");
        await Expect(county.Locator("#consequences tr[data-field='parameters.workingDays']")).ToContainTextAsync("2");
        await Accessibility.AssertNoGraveFaultAsync(county);
        await county.ClickAsync("#consequences button[type=submit]");
        await Expect(county.Locator("#layer-status")).ToHaveTextAsync("待上级审批");
        await Accessibility.AssertNoGraveFaultAsync(county);
        await county.GotoAsync("/rules");
        await Expect(county.Locator("#waiting")).ToBeVisibleAsync();
        await Expect(county.Locator("#rule-silent-feed")).Not.ToHaveClassAsync("is-tightened");

        await city.GotoAsync("/rules");
        await city.ClickAsync("#waiting-below a");
        await city.ClickAsync("#decide button[formaction*='Refuse']");
        await Expect(city.Locator("#reason-fault")).ToContainTextAsync("理由");
        await Accessibility.AssertNoGraveFaultAsync(city);
        await city.FillAsync("#reason", "同意");
        await city.ClickAsync("#decide button[formaction*='Approve']");
        await Expect(city.Locator(".notice[role=status]")).ToContainTextAsync("已批准");

        // Five seconds after its approval, at most a second until the node has looked.
        for (var look = 0; look < 15 && await county.Locator("#rule-silent-feed.is-tightened").CountAsync() == 0; look++)
        {
            await county.WaitForTimeoutAsync(1_000);
            await county.GotoAsync("/rules");
        }

        await Expect(county.Locator("#rule-silent-feed")).ToContainTextAsync("本级加严");
        await Expect(county.Locator("#rule-silent-feed")).ToContainTextAsync("2 个工作日没有数据");
        await Accessibility.AssertNoGraveFaultAsync(county);
        await county.Locator("#versions a[href*='difference?from=']").First.ClickAsync();
        await Expect(county.Locator("#changes tr[data-rule='silent-feed'][data-field='points']")).ToContainTextAsync("1.5");
    }

    [Fact]
    public async Task City_ProposesSeveralRulesAtOnce_TheProvinceIsToldUntilItHasDecided()
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await window.NewPageAsync();
        await page.SignInAsync(platform.Account("330800", "bureau-head"));
        await page.GotoAsync("/rules/330800/edit?rule=late-entry");
        await page.FillAsync("#points", "5");
        await page.ClickAsync("#rule-form button.btn-primary");
        await Expect(page.Locator("#draft li")).ToHaveCountAsync(1);

        await page.SelectOptionAsync("#draft #rule", "batch-entry");
        await page.ClickAsync("#draft-another");
        await Expect(page.Locator("#rule-form")).ToBeVisibleAsync();
        await Expect(page.Locator("#consequences tr[data-rule='late-entry']")).ToHaveCountAsync(1);

        // What is wrong with the second leaves the first as it was.
        await page.FillAsync("#points", "0");
        await page.ClickAsync("#rule-form button.btn-primary");
        await Expect(page.Locator("#points-fault")).ToContainTextAsync("上级规定为");
        await Expect(page.Locator("#draft li")).ToHaveCountAsync(1);
        await Expect(page.Locator("#consequences")).ToHaveCountAsync(0);
        await page.FillAsync("#points", "6");
        await page.ClickAsync("#rule-form button.btn-primary");
        await page.SelectOptionAsync("#draft #rule", "silent-feed");
        await page.ClickAsync("#draft-another");
        await page.FillAsync("#points", "7");
        await page.ClickAsync("#rule-form button.btn-primary");
        await Expect(page.Locator("#draft li")).ToHaveCountAsync(3);
        await Accessibility.AssertNoGraveFaultAsync(page);

        await page.ClickAsync("#draft li[data-rule='late-entry'] button[name='again']");
        await Expect(page.Locator("#points")).ToHaveValueAsync("5");
        await page.ClickAsync("#draft li[data-rule='batch-entry'] button[name='remove']");
        await Expect(page.Locator("#draft li")).ToHaveCountAsync(2);
        await page.ClickAsync("#consequences button[type=submit]");
        await Expect(page.Locator("#layer-status")).ToHaveTextAsync("待上级审批");
        await Expect(page.Locator("#changes tr[data-rule='late-entry'][data-field='points']")).ToContainTextAsync("5");
        await Expect(page.Locator("#changes tr[data-rule='silent-feed'][data-field='points']")).ToContainTextAsync("7");
        await Expect(page.Locator("#changes tr[data-rule='batch-entry']")).ToHaveCountAsync(0);

        // The superior is told beside the area and in the bell, until it is decided about.
        await using var other = await chromium.OpenAsync(new Look(platform.Address));
        var above = await other.NewPageAsync();
        await above.SignInAsync(platform.Account("330000", "bureau-head"));
        await Expect(above.Locator("#rules-waiting .area-count")).ToHaveTextAsync("1");
        await above.GotoAsync("/notifications");
        await Accessibility.AssertNoGraveFaultAsync(above);
        await above.ClickAsync("[data-waiting^='330800/'] a");
        await above.FillAsync("#reason", "暂不加严");
        await above.ClickAsync("#decide button[formaction*='Refuse']");
        await Expect(above.Locator(".notice[role=status]")).ToBeVisibleAsync();
        await above.GotoAsync("/notifications");
        await Expect(above.Locator("[data-waiting]")).ToHaveCountAsync(0);
        await Expect(above.Locator("#rules-waiting .area-count")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Province_UploadsAVersionForADay_SeesTheDifferenceFirst_AndWithdrawsIt()
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await window.NewPageAsync();
        await page.SignInAsync(platform.Account("330000", "bureau-head"));
        var document = JsonNode.Parse(await (await page.APIRequest.GetAsync("/api/v1/rulebooks/330000/versions/1")).TextAsync())!.AsObject();
        await UploadAsync(page, document);
        await Expect(page.Locator("#refused")).ToContainTextAsync("施行时间已过");

        document.Remove("version");
        document["effectiveFrom"] = TimeProvider.System.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd'T'00:00:00'Z'", System.Globalization.CultureInfo.InvariantCulture);
        document["rules"]!.AsArray().Single(rule => (string)rule!["code"]! == "due-soon")!["parameters"]!["workingDays"] = 5;
        await UploadAsync(page, document);
        await Expect(page.Locator("#changes tr[data-rule]")).ToHaveCountAsync(1);
        await Expect(page.Locator("#changes tr[data-rule='due-soon']")).ToContainTextAsync("5");
        await Accessibility.AssertNoGraveFaultAsync(page);
        await page.ClickAsync("#consequences button[type=submit]");
        await Expect(page.Locator("#layer-status")).ToHaveTextAsync("已发布，待施行");

        await page.ClickAsync("#withdraw summary");
        await page.FillAsync("#withdraw-reason", "暂缓施行");
        await page.ClickAsync("#withdraw form button");
        await Expect(page.Locator("#layer-status")).ToHaveTextAsync("已撤回");
        await page.GotoAsync("/rules");
        await Expect(page.Locator("#coming")).ToContainTextAsync("没有等待施行的版本");
    }

    [Fact]
    public async Task Signal_LeadsToTheRuleOfItsVersion()
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await window.NewPageAsync();
        await page.SignInAsync(platform.Account(County, "inspector"));
        await page.GotoAsync("/signals");
        var link = page.Locator("#signals .rule-link").First;
        var address = (await link.GetAttributeAsync("href"))!;
        await link.ClickAsync();
        await Expect(page.Locator($"#{address.Split('#')[1]}")).ToBeVisibleAsync();
        await Expect(page.Locator("h1 ~ .remark").First).ToContainTextAsync(address.Split("version=")[1].Split('#')[0]);
    }

    private static async Task UploadAsync(IPage page, JsonObject document)
    {
        await page.GotoAsync("/rules/330000/upload");
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "rules.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(document.ToJsonString()) });
        await page.ClickAsync("form[enctype] button[type=submit]");
    }
}
