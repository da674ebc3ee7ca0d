using System.Reflection;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Razor.Hosting;
using Microsoft.Playwright;
using Web.Screens;

namespace Browser.Tests;

/// <summary>Every page of the site with the addresses under which a test looks at it.</summary>
internal static class ScreenTable
{
    private const string Kecheng = "330802";

    // An item of 柯城区 with two versions, one of them with another limit.
    private const string Item = "511A0024700001-330802-07";

    // An item of a department of 柯城区 that has no system of its own.
    private const string Penalty = "DEMO020001-330802-09";

    /// <summary>By the page's route: what to open, as whom.</summary>
    public static IReadOnlyList<Screen> All { get; } =
    [
        new("/sign-in", "/sign-in", Role: null),
        new("/setup", "/setup", Role: null),
        new("/denied", "/denied", Role: null),
        new("/denied", "/denied?ReturnUrl=/resets", "inspector", Kecheng),
        new("/failed/{status:int?}", "/no-such-page", Role: null),
        new("/failed/{status:int?}", "/failed/500", Role: null),
        new("/", "/", "inspector"),
        new("/", "/?wall=true", "inspector"),
        new("/", "/?jurisdiction=330802", "inspector"),
        new("/jurisdictions", "/jurisdictions", "inspector"),
        new("/jurisdictions", "/jurisdictions?q=江", "inspector"),
        new("/calendar/{jurisdiction?}", "/calendar", "inspector"),
        new("/calendar/{jurisdiction}/due", "/calendar/330000/due", "inspector"),
        new("/calendar/{jurisdiction}/due", "/calendar/330000/due?from=2026-09-27&amount=5&unit=workdays", "inspector"),
        new("/", "/", "inspector", Kecheng),
        new("/cases", "/cases", "inspector", Kecheng),
        new("/cases", "/cases?show=closed", "inspector", Kecheng),
        new("/cases", "/cases?number=NONE", "inspector", Kecheng),
        new("/cases/{id:long}", "/cases?show=open", "inspector", Kecheng) { Follows = "#case-list tbody th a" },
        new("/cases/{id:long}", "/cases?show=closed", "inspector", Kecheng) { Follows = "#case-list tbody th a" },
        new("/cases", "/cases?show=received-today", "inspector", Kecheng),
        new("/cases", "/cases", "window", Kecheng),
        new("/cases/{id:long}/next", "/cases?number=DEMO-004", "window", Kecheng) { Follows = "td a[href$='/next']" },
        new("/cases/{id:long}/next", "/cases?number=DEMO-004", "window", Kecheng) { Follows = "td a[href$='/next'] >> .offers a[href*='kind=approved']" },
        new("/cases/new", "/cases/new", "window", Kecheng),
        new("/cases/new", $"/cases/new?item={Penalty}", "window", Kecheng),
        new("/cases/new", "/cases/new", "clerk", Kecheng),
        new("/cases/second-entry", "/cases/second-entry", "clerk", Kecheng),
        new("/cases/second-entry", "/cases/second-entry", "window", Kecheng),
        new("/signals", "/signals", "inspector", Kecheng),
        new("/signals", "/signals?colour=green&rule=none", "inspector", Kecheng),
        new("/rules/{jurisdiction?}", "/rules", "inspector", Kecheng),
        new("/rules/{jurisdiction?}", "/rules/330802", "inspector"),
        new("/rules/{jurisdiction?}", "/rules", "bureau-head"),
        new("/rules/{jurisdiction?}", "/rules", "bureau-head", Kecheng),
        new("/rules/{jurisdiction?}", "/rules", "leader", Kecheng),
        new("/rules/{jurisdiction?}", "/rules", "department-head", Kecheng),
        new("/rules/{jurisdiction?}", "/rules?version=1#rule-due-soon", "system-supervisor"),
        new("/rules/{jurisdiction}/difference", "/rules/330802/difference", "inspector", Kecheng),
        new("/rules/{jurisdiction}/layers/{version:int}", "/rules/330000/layers/1", "bureau-head"),
        new("/rules/{jurisdiction}/edit", "/rules/330802/edit", "bureau-head", Kecheng),
        new("/rules/{jurisdiction}/edit", "/rules/330802/edit?rule=late-entry", "bureau-head", Kecheng),
        new("/rules/{jurisdiction}/edit", "/rules/330000/edit?rule=promise-missed", "bureau-head"),
        new("/rules/{jurisdiction}/upload", "/rules/330000/upload", "bureau-head"),
        new("/quarantine", "/quarantine", "inspector", Kecheng),
        new("/quarantine", "/quarantine", "post-user", Kecheng),
        new("/quarantine", "/quarantine?state=dismissed&code=missing&from=2026-01-01", "inspector", Kecheng),
        new("/quarantine/{id}", "/quarantine", "post-user", Kecheng) { Follows = "#quarantine tbody th a" },
        new("/connection", "/connection", "inspector"),
        new("/connection", "/connection?jurisdiction=330802", "inspector"),
        new("/connection", "/connection", "inspector", Kecheng),
        new("/connection", "/connection", "department-head", Kecheng),
        new("/imports", "/imports", "system-administrator"),
        new("/search", "/search?q=柯城", "inspector"),
        new("/search", "/search?q=nothing-of-the-kind", "inspector"),
        new("/notifications", "/notifications", "inspector"),
        new("/catalogue", "/catalogue", "inspector", Kecheng),
        new("/catalogue", "/catalogue?state=retired&q=none", "inspector", Kecheng),
        new("/catalogue", "/catalogue?jurisdiction=330802&kind=permit", "inspector"),
        new("/catalogue/items/{code}", $"/catalogue/items/{Item}", "inspector", Kecheng),
        new("/catalogue/items/{code}/versions", $"/catalogue/items/{Item}/versions", "inspector", Kecheng),
        new("/catalogue/items/{code}", $"/catalogue/items/{Item}", "system-administrator", Kecheng),
        new("/catalogue/items/{code}/edit", $"/catalogue/items/{Item}/edit", "system-administrator", Kecheng),
        new("/catalogue/new", "/catalogue/new", "system-administrator", Kecheng),
        new("/catalogue/import", "/catalogue/import", "system-administrator", Kecheng),
        new("/catalogue/import/{id:guid}", $"/catalogue/import/{Guid.Empty}", "system-administrator", Kecheng),
        new("/departments", "/departments", "system-administrator", Kecheng),
        new("/departments", "/departments", "system-administrator"),
        new("/accounts", "/accounts", "system-administrator"),
        new("/accounts", "/accounts?jurisdiction=330802", "system-administrator"),
        new("/accounts/{id:guid}", "/accounts?jurisdiction=330802", "system-administrator") { Follows = "tbody th a" },
        new("/machines", "/machines", "system-administrator", Kecheng),
        new("/machines", "/machines?jurisdiction=330100", "system-administrator"),
        new("/audit", "/audit", "security-auditor"),
        new("/audit", "/audit?act=role-granted&person=admin&from=2026-01-01", "security-auditor"),
        new("/audit", "/audit?act=tree-loaded&person=nobody", "security-auditor"),
        new("/resets", "/resets", "security-auditor"),
        new("/sign-in/resets", "/sign-in/resets", "inspector"),
        new("/invitation", "/invitation", Role: null),
    ];

    /// <summary>The routes of all pages in the product's assembly.</summary>
    public static IReadOnlySet<string> Routes() => typeof(Area).Assembly
        .GetCustomAttributes<RazorCompiledItemAttribute>()
        .Where(item => typeof(PageBase).IsAssignableFrom(item.Type))
        .SelectMany(item => item.Type.GetCustomAttributes<RazorCompiledItemMetadataAttribute>())
        .Where(metadata => metadata.Key == "RouteTemplate")
        .Select(metadata => metadata.Value)
        .ToHashSet(StringComparer.Ordinal);
}

/// <summary>One address to look at.</summary>
/// <param name="Route">The page's route.</param>
/// <param name="Address">What to open.</param>
/// <param name="Role">The role of the account to sign in with; null for nobody.</param>
/// <param name="Jurisdiction">The key of the account's jurisdiction; the province's when nothing is said.</param>
internal sealed record Screen(string Route, string Address, string? Role, string Jurisdiction = "330000")
{
    /// <summary>The link of that page to follow, where the screen's own address is not known before, and those of the pages it leads to, with <c> >> </c> between them; null for the page itself.</summary>
    public string? Follows { get; init; }

    /// <summary>Opens the screen.</summary>
    public async Task OpenAsync(IPage page)
    {
        await page.GotoAsync(Address, new() { WaitUntil = WaitUntilState.Load });
        foreach (var link in Follows?.Split(" >> ") ?? [])
        {
            // The demo's first refusals come a few seconds after it has told how to get in.
            for (var look = 0; look < 60 && await page.Locator(link).CountAsync() == 0; look++)
            {
                await page.WaitForTimeoutAsync(1_000);
                await page.ReloadAsync();
            }

            var before = page.Url;
            await page.Locator(link).First.ClickAsync();
            await page.WaitForURLAsync(url => url != before, new() { WaitUntil = WaitUntilState.Commit });
            // Asked of the page itself: the event may have passed before anybody waits for it.
            await page.WaitForFunctionAsync("() => document.readyState === 'complete'");
        }
    }
}
