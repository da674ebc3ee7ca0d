using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Platform.Tests.Server;
using Tenancy.Permissions;
using Xunit;

namespace Platform.Tests.Rules;

/// <summary>A province whose rulebook is older than the platform is told what the shipped rules have gained, and takes it over by one form.</summary>
public sealed partial class RuleAdoptionTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Province = "330000";

    [Fact]
    public async Task HeadOfTheProvince_IsToldOfNewShippedRulesAndPublishesThemByTheFormOfRules()
    {
        using var head = await site.NewClientAsync(Province, null, Role.BureauHead);
        using var below = await site.NewClientAsync("330800", null, Role.BureauHead);
        Assert.DoesNotContain("id=\"lacking\"", await head.GetStringAsync($"/rules/{Province}"), StringComparison.Ordinal);
        var document = JsonNode.Parse(await head.GetStringAsync($"/api/v1/rulebooks/{Province}/versions/1"))!.AsObject();
        document.Remove("version");
        document.Remove("effectiveFrom");
        var rules = document["rules"]!.AsArray();
        rules.Remove(rules.Single(rule => (string)rule!["code"]! == "unlawful-extension"));
        using (var published = await head.PostAsJsonAsync($"/api/v1/rulebooks/{Province}/versions", document))
            Assert.Equal(HttpStatusCode.Created, published.StatusCode);

        var told = await head.GetStringAsync($"/rules/{Province}");
        Assert.Contains("id=\"lacking\"", told, StringComparison.Ordinal);
        Assert.Contains("违规延长", LackingOf(told), StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"lacking\"", await below.GetStringAsync($"/rules/{Province}"), StringComparison.Ordinal);
        using (var refused = await PostAsync(below, $"/rules/{Province}/edit?handler=Adopt"))
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using (var refused = await PostAsync(below, "/rules/330800/edit?handler=Adopt"))
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);

        using var shown = await PostAsync(head, $"/rules/{Province}/edit?handler=Adopt");
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        var page = await shown.Content.ReadAsStringAsync();
        Assert.Contains("data-rule=\"unlawful-extension\"", page, StringComparison.Ordinal);
        using (var recorded = await PostAsync(head, $"/rules/{Province}/edit?handler=Record", ("document", WebUtility.HtmlDecode(Document().Match(page).Groups[1].Value)), ("waiting", "0"), ("standing", Standing().Match(page).Groups[1].Value)))
            Assert.Equal(HttpStatusCode.Redirect, recorded.StatusCode);
        Assert.DoesNotContain("id=\"lacking\"", await head.GetStringAsync($"/rules/{Province}"), StringComparison.Ordinal);
    }

    private static string LackingOf(string page) => page[page.IndexOf("id=\"lacking\"", StringComparison.Ordinal)..];

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string address, params (string Name, string Value)[] fields)
    {
        var token = SignedIn.TokenOf(await client.GetStringAsync("/calendar"));
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).Append(new("__RequestVerificationToken", token)));
        return await client.PostAsync(new Uri(address, UriKind.Relative), form);
    }

    [GeneratedRegex("name=\"document\" value=\"([^\"]*)\"")]
    private static partial Regex Document();

    [GeneratedRegex("name=\"standing\" value=\"([^\"]*)\"")]
    private static partial Regex Standing();
}
