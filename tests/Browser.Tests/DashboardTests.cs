using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Browser.Tests;

public sealed class DashboardTests(RunningPlatform platform, Chromium chromium)
{
    [Fact]
    public async Task PostedEvents_ChangeTheProvincesDashboardWithinSeconds()
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await OpenAsync(window, "/");
        using var system = await DepartmentSystem.OpenAsync(platform);
        var county = system.Jurisdiction;
        await page.UntilLiveAsync();
        var accepted = await page.Locator("[data-totals]").FigureAsync("today.accepted");

        await system.AcceptCasesAsync(40);

        await Expect(page.Locator("[data-totals] [data-figure='today.accepted']")).Not.ToHaveTextAsync(Words(accepted), new() { Timeout = 5000 });
        await page.GotoAsync($"/?jurisdiction={county}");
        Assert.True(await page.Locator("[data-totals]").FigureAsync("today.accepted") >= 40);
    }

    [Fact]
    public async Task EndOfTheHolidayArrangements_IsSaidOnTheDashboardAndNotOnTheWall()
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await OpenAsync(window, "/");
        var alarms = await page.Locator("#calendar-alarm").CountAsync();
        await page.GotoAsync("/calendar");
        Assert.Equal(await page.Locator("#calendar-alarm").CountAsync(), alarms);
        await page.GotoAsync("/?wall=true");
        await Expect(page.Locator("#calendar-alarm")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Wall_ShowsEveryLineWholeAndInTurn()
    {
        const string look = """
            () => {
              const frame = document.querySelector(".tree-frame").getBoundingClientRect();
              const head = document.querySelector("#tree thead th").getBoundingClientRect().bottom;
              const rows = [...document.querySelectorAll("#tree tbody tr")];
              window.seenWhole ??= new Set();
              for (const row of rows) {
                const { top, bottom } = row.getBoundingClientRect();
                if (bottom <= head + 1 || top >= frame.bottom - 1) continue;
                if (top < head - 1 || bottom > frame.bottom + 1) throw new Error(`${row.dataset.key} is cut`);
                window.seenWhole.add(row.dataset.key);
              }
              return window.seenWhole.size === rows.length;
            }
            """;
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await OpenAsync(window, "/");
        await page.SetViewportSizeAsync(1366, 640);
        await page.GotoAsync("/?wall=true");
        Assert.False(await page.EvaluateAsync<bool>(look));
        await Expect(page.Locator("[data-sheet]")).ToBeVisibleAsync();
        await page.WaitForFunctionAsync(look, null, new() { Timeout = 120_000, PollingInterval = 500 });
    }

    [Fact]
    public async Task Lines_OpenInPlaceDownToDepartments()
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await OpenAsync(window, "/");
        var rows = page.Locator("#tree tbody tr");
        var cities = await rows.CountAsync();

        await page.Locator("tr[data-key='330800'] button.twist").ClickAsync();
        await Expect(page.Locator("tr[data-parent='330800'][data-key='330802']")).ToBeVisibleAsync();
        await page.Locator("tr[data-key='330802'] button.twist").ClickAsync();
        await Expect(page.Locator("tr[data-parent='330802']").First).ToBeVisibleAsync();
        await page.Locator("tr[data-key='330800'] button.twist").ClickAsync();

        await Expect(rows.Locator("visible=true").Locator("th")).ToHaveCountAsync(cities);
    }

    [Fact]
    public async Task Figures_AreTheSumOfTheirLines()
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await OpenAsync(window, "/");
        foreach (var figure in new[] { "open", "overdue", "red", "yellow", "green" })
        {
            // Both are read in one go, so no change can come between them.
            var different = await page.EvaluateAsync<bool>(
                """
                figure => {
                  const number = element => Number(element.textContent.replaceAll(",", ""));
                  const lines = [...document.querySelectorAll(`#tree tr[data-parent=""] [data-figure="${figure}"]`)];
                  return lines.reduce((sum, line) => sum + number(line), 0) !== number(document.querySelector(`[data-totals] [data-figure="${figure}"]`));
                }
                """,
                figure);
            Assert.False(different, figure);
        }
    }

    [Theory]
    [InlineData("today.received")]
    [InlineData("today.accepted")]
    [InlineData("open")]
    [InlineData("overdue")]
    public async Task Tile_LinksToTheListThatProvesIt(string figure)
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await window.NewPageAsync();
        await page.SignInAsync(platform.Account("330802", "inspector"));
        await page.GotoAsync("/");
        var tile = page.Locator($"[data-totals] a[data-figure='{figure}']");
        var told = await page.Locator("[data-totals]").FigureAsync(figure);

        await tile.ClickAsync();
        await page.WaitForURLAsync("**/cases?**");
        var listed = await page.Locator("#case-list table tbody tr").CountAsync();

        await AssertProvenAsync(page, figure, told, listed);
    }

    [Theory]
    [InlineData("red")]
    [InlineData("yellow")]
    [InlineData("green")]
    public async Task SignalTile_LinksToTheSignalsThatProveIt(string colour)
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await window.NewPageAsync();
        await page.SignInAsync(platform.Account("330802", "inspector"));
        await page.GotoAsync("/");
        var told = await page.Locator("[data-totals]").FigureAsync(colour);

        await page.Locator($"[data-totals] a[data-figure='{colour}']").ClickAsync();
        await page.WaitForURLAsync("**/signals?**");

        await AssertProvenAsync(page, colour, told, await page.Locator("#signals tbody tr").CountAsync());
    }

    [Fact]
    public async Task LostConnection_IsSaidAndComesBack()
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var network = await Network.OfAsync(window);
        var page = await OpenAsync(window, "/");
        await page.UntilLiveAsync();

        await network.CutAsync();
        await Expect(page.Locator("#stale-note")).ToBeVisibleAsync(new() { Timeout = 40_000 });
        await Expect(page.Locator("#live-state")).ToHaveAttributeAsync("data-state", "stale");

        network.Mend();
        await page.ClickAsync("#stale-retry");
        await page.UntilLiveAsync();
        await Expect(page.Locator("#stale-note")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Definitions_OpenByKeyboardAndByMouse()
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await OpenAsync(window, "/");
        var term = page.Locator("[data-totals] .term").First;

        await term.Locator("button").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(term.Locator(".term-meaning")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(term.Locator(".term-meaning")).ToBeHiddenAsync();
        await term.Locator("button").HoverAsync();
        await Expect(term.Locator(".term-meaning")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task WithoutScripts_FiguresAndDrillDownAreThere()
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address), scripts: false);
        var page = await OpenAsync(window, "/");

        await page.Locator("tr[data-key='330800'] th a").ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("衢州市");
        await page.Locator("tr[data-key='330802'] th a").ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("柯城区");
        await Expect(page.Locator("#treemap")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Language_IsSwitchedAndKept()
    {
        await using var window = await chromium.OpenAsync(new Look(platform.Address));
        var page = await OpenAsync(window, "/?jurisdiction=330800");
        await page.ClickAsync("form[action='/preferences'] button[name=language]");

        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(page.Locator("h1")).ToContainTextAsync("衢州市");
        await page.GotoAsync("/");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
    }

    /// <summary>The demo goes on meanwhile: what was listed lies between the figure before and the one after, give or take what came and went again.</summary>
    private static async Task AssertProvenAsync(IPage page, string figure, long before, long listed)
    {
        await page.GotoAsync("/");
        var after = await page.Locator("[data-totals]").FigureAsync(figure);
        Assert.InRange(listed, Math.Min(before, after) - 2, Math.Max(before, after) + 2);
    }

    private async Task<IPage> OpenAsync(IBrowserContext window, string address)
    {
        var page = await window.NewPageAsync();
        await page.SignInAsync(platform.Account("330000", "inspector"));
        await page.GotoAsync(address);
        return page;
    }

    private static string Words(long figure) => figure.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
}
