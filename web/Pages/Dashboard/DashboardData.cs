using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Localization;

namespace Web.Pages.Dashboard;

/// <summary>What the dashboard's scripts begin with: the same figures as the page, and the words that charts write.</summary>
public static class DashboardData
{
    private static readonly string[] Words = ["open", "overdue", "green", "yellow", "red", "accepted", "closed", "late"];

    private static readonly JsonSerializerOptions ForScripts = new(JsonSerializerDefaults.Web)
    {
        // Still escapes < and &, so the text cannot end its element.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>The data as JSON that may stand in a script element.</summary>
    public static string Json(IndexModel page, IStringLocalizer<Resources.Dashboard> texts, IReadOnlyDictionary<string, string> rules) =>
        JsonSerializer.Serialize(
            new { page.Totals, page.Trend, Words = Words.ToDictionary(word => word, word => texts[word].Value), Rules = rules, Lines = page.Rows.Select(row => new { row.Key, row.Name, row.Cases, row.Today, row.Signals }) },
            ForScripts);
}
