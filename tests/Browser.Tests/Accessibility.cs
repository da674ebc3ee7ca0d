using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Browser.Tests;

/// <summary>What axe says about a page.</summary>
internal static class Accessibility
{
    private static readonly string[] Grave = ["serious", "critical"];

    /// <summary>Fails with the rule, the element and axe's advice for every grave fault.</summary>
    public static async Task AssertNoGraveFaultAsync(IPage page)
    {
        // axe runs in an isolated world of the browser, so the page's own policy does not stop it.
        var result = await page.RunAxe(new AxeRunOptions { ResultTypes = new HashSet<ResultType> { ResultType.Violations } });
        var faults = result.Violations
            .Where(fault => Grave.Contains(fault.Impact, StringComparer.OrdinalIgnoreCase))
            .SelectMany(fault => fault.Nodes.Take(3).Select(node => $"{fault.Id} at {node.Target}: {node.Html}"))
            .ToList();
        Assert.True(faults.Count == 0, $"{page.Url}\n{string.Join('\n', faults)}");
    }
}
