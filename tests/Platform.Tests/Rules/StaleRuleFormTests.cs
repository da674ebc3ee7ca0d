using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Platform.Tests.Server;
using Tenancy.Permissions;
using Xunit;

namespace Platform.Tests.Rules;

/// <summary>A form of rules that lay open while another version was published takes nothing of that version back.</summary>
public sealed partial class StaleRuleFormTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Province = "330000";
    private const string Edit = $"/rules/{Province}/edit";
    private const string Record = $"{Edit}?handler=Record";

    [Fact]
    public async Task FormBegunBeforeAnotherPublished_IsLaidOverTheNewRulesAndShownAgain()
    {
        using var head = await site.NewClientAsync(Province, null, Role.BureauHead);
        var stale = await LookAsync(head, "late-entry", "3");
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(head, Record, await LookAsync(head, "step-overdue", "7"))).Status);
        var (published, versions) = (await LatestAsync(head), await CountAsync());
        Assert.Equal(7m, PointsOf(published, "step-overdue"));

        var (status, page) = await PostAsync(head, Record, stale);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("现已将您的修改放到最新规则上", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Equal(["late-entry"], Drafted().Matches(page).Select(match => match.Groups[1].Value));
        Assert.Equal(versions, await CountAsync());

        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(head, Record, ConfirmedBy(page))).Status);
        var both = await LatestAsync(head);
        Assert.Equal((3m, 7m), (PointsOf(both, "late-entry"), PointsOf(both, "step-overdue")));
        versions = await CountAsync();
        var (again, told) = await PostAsync(head, Record, ConfirmedBy(page));
        Assert.Equal(HttpStatusCode.OK, again);
        Assert.Contains("没有任何变化，无需记录。", WebUtility.HtmlDecode(told), StringComparison.Ordinal);
        Assert.Equal(versions, await CountAsync());
    }

    [Fact]
    public async Task FormsConfirmedAtOnce_AreRecordedOnce()
    {
        using var head = await site.NewClientAsync(Province, null, Role.BureauHead);
        using var other = await site.NewClientAsync(Province, null, Role.BureauHead);
        var (one, two) = (await LookAsync(head, "late-entry", "4"), await LookAsync(other, "step-overdue", "8"));
        var versions = await CountAsync();
        var answers = await Task.WhenAll(PostAsync(head, Record, one), PostAsync(other, Record, two));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Redirect], answers.Select(answer => answer.Status).Order());
        Assert.Equal(versions + 1, await CountAsync());
    }

    [Fact]
    public async Task FileComparedBeforeAnotherPublished_IsComparedAgain()
    {
        using var head = await site.NewClientAsync(Province, null, Role.BureauHead);
        var document = await LatestAsync(head);
        document.Remove("version");
        document.Remove("effectiveFrom");
        document["rules"]!.AsArray().Single(rule => (string)rule!["code"]! == "late-entry")!["points"] = 5;
        using var file = new MultipartFormDataContent
        {
            { new StringContent(SignedIn.TokenOf(await head.GetStringAsync("/calendar"))), "__RequestVerificationToken" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(document.ToJsonString())), "file", "rules.json" },
        };
        using var looked = await head.PostAsync(new Uri($"/rules/{Province}/upload", UriKind.Relative), file);
        var shown = ConfirmedBy(await looked.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(head, Record, await LookAsync(head, "step-overdue", "9"))).Status);
        var versions = await CountAsync();
        var (status, page) = await PostAsync(head, $"/rules/{Province}/upload?handler=Record", shown);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("该文件尚未记录", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.NotEqual(shown.Single(field => field.Key == "standing"), ConfirmedBy(page).Single(field => field.Key == "standing"));
        Assert.Equal(versions, await CountAsync());
    }

    /// <summary>Changes the points of one rule in its form; what the confirmation beneath the preview sends.</summary>
    private static async Task<KeyValuePair<string, string>[]> LookAsync(HttpClient head, string rule, string points)
    {
        var page = await head.GetStringAsync($"{Edit}?rule={rule}");
        var form = page[page.IndexOf("id=\"rule-form\"", StringComparison.Ordinal)..];
        form = form[..form.IndexOf("</form>", StringComparison.Ordinal)];
        var fields = Fields(form).Where(field => field.Key is not ("points" or "takeBack"))
            .Append(new("points", points)).Append(new("colour", Selected().Match(form).Groups[1].Value));
        var (status, looked) = await PostAsync(head, $"{Edit}?rule={rule}", [.. fields]);
        Assert.Equal(HttpStatusCode.OK, status);
        return ConfirmedBy(looked);
    }

    private static KeyValuePair<string, string>[] ConfirmedBy(string page)
    {
        var at = page.IndexOf("id=\"consequences\"", StringComparison.Ordinal);
        Assert.True(at >= 0, page);
        var form = page[at..];
        return [.. Fields(form[..form.IndexOf("</form>", StringComparison.Ordinal)])];
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(string form) => Field().Matches(form)
        .Select(match => KeyValuePair.Create(match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value)))
        .Where(field => field.Key != "__RequestVerificationToken");

    private static async Task<(HttpStatusCode Status, string Page)> PostAsync(HttpClient client, string address, KeyValuePair<string, string>[] fields)
    {
        var token = SignedIn.TokenOf(await client.GetStringAsync("/calendar"));
        using var form = new FormUrlEncodedContent(fields.Append(new("__RequestVerificationToken", token)));
        using var answer = await client.PostAsync(new Uri(address, UriKind.Relative), form);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<JsonObject> LatestAsync(HttpClient head)
    {
        var versions = JsonNode.Parse(await head.GetStringAsync($"/api/v1/rulebooks/{Province}/versions"))!.AsArray();
        return JsonNode.Parse(await head.GetStringAsync($"/api/v1/rulebooks/{Province}/versions/{versions.Max(one => (int)one!["version"]!)}"))!.AsObject();
    }

    private static decimal PointsOf(JsonObject document, string rule) =>
        (decimal)document["rules"]!.AsArray().Single(one => (string)one!["code"]! == rule)!["points"]!;

    private Task<long> CountAsync() =>
        site.Platform.Server.ScalarAsync<long>(site.Platform.Directory, $"select count(*) from rulebook where tenant = {site.Platform[Province].Id.Value}");

    [GeneratedRegex("name=\"([^\"]+)\"[^>]*? value=\"([^\"]*)\"")]
    private static partial Regex Field();

    [GeneratedRegex("value=\"([a-z]+)\" selected")]
    private static partial Regex Selected();

    [GeneratedRegex("<li data-rule=\"([^\"]+)\"")]
    private static partial Regex Drafted();
}
