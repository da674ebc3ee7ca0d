using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Tests.Server;
using Tenancy.Permissions;
using Xunit;

namespace Platform.Tests.Rules;

public sealed class RulebookEndpointTests(TestSite site) : IClassFixture<TestSite>
{
    private const string County = "330802";
    private const string City = "330800";
    private const string Province = "330000";

    [Fact]
    public async Task ShippedRulebook_IsTheFirstVersionAndHoldsEverywhere()
    {
        using var client = await site.NewClientAsync(County, null, Role.Inspector);
        var effective = await GetAsync(client, $"/api/v1/rulebooks/{County}?at=2026-01-01T00:00:00Z");
        Assert.Equal(1, (int)effective["version"]!);
        var rule = effective["rules"]!.AsArray().Single(one => (string)one!["code"]! == "due-soon")!;
        Assert.Equal((3, Province, 1), ((int)rule["parameters"]!["workingDays"]!, (string)rule["origin"]!["jurisdiction"]!, (int)rule["origin"]!["version"]!));
        var versions = await GetAsync(client, $"/api/v1/rulebooks/{County}/versions");
        Assert.Contains(versions.AsArray(), one => (int)one!["version"]! == 1 && (string)one["madeBy"]! == "platform" && (string)one["status"]! == "published");
    }

    [Fact]
    public async Task City_ProposesATightening_TheProvinceApproves_TheCountyIsJudgedByIt()
    {
        using var head = await site.NewClientAsync(City, null, Role.BureauHead);
        using var above = await site.NewClientAsync(Province, null, Role.BureauHead);
        using var county = await site.NewClientAsync(County, null, Role.Inspector);
        var rule = await RuleAsync(head, "promise-missed");
        rule["points"] = 7;
        rule["redPoints"] = 9;
        using var proposed = await PostAsync(head, $"/api/v1/rulebooks/{City}/versions", Layer(rule));
        Assert.Equal(HttpStatusCode.Created, proposed.StatusCode);
        var layer = await ReadAsync(proposed);
        var version = (int)layer["version"]!;
        Assert.Equal("proposed", (string)layer["status"]!);
        var listed = (await GetAsync(head, $"/api/v1/rulebooks/{City}/versions")).AsArray().Single(one => (int)one!["version"]! == version)!;
        Assert.Equal((DateTimeOffset)listed["madeAt"]!, (DateTimeOffset)layer["madeAt"]!);
        Assert.InRange((DateTimeOffset)layer["madeAt"]!, TimeProvider.System.GetUtcNow().AddMinutes(-5), TimeProvider.System.GetUtcNow().AddMinutes(5));
        Assert.DoesNotContain((await GetAsync(county, $"/api/v1/rulebooks/{County}/versions")).AsArray(), one => (int)one!["version"]! == version);

        using var self = await head.PostAsJsonAsync($"/api/v1/rulebooks/{City}/versions/{version}/decision", new { approved = true });
        Assert.Equal(HttpStatusCode.Forbidden, self.StatusCode);
        using var unreasoned = await above.PostAsJsonAsync($"/api/v1/rulebooks/{City}/versions/{version}/decision", new { approved = false });
        Assert.Equal(HttpStatusCode.BadRequest, unreasoned.StatusCode);
        using var approved = await above.PostAsJsonAsync($"/api/v1/rulebooks/{City}/versions/{version}/decision", new { approved = true, reason = "同意" });
        Assert.Equal(HttpStatusCode.NoContent, approved.StatusCode);
        using var again = await above.PostAsJsonAsync($"/api/v1/rulebooks/{City}/versions/{version}/decision", new { approved = true });
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);

        var later = TimeProvider.System.GetUtcNow().AddMinutes(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var effective = await GetAsync(county, $"/api/v1/rulebooks/{County}?at={later}");
        Assert.Equal(version, (int)effective["version"]!);
        var missed = effective["rules"]!.AsArray().Single(one => (string)one!["code"]! == "promise-missed")!;
        Assert.Equal((7m, City), ((decimal)missed["points"]!, (string)missed["origin"]!["jurisdiction"]!));
        Assert.NotEqual(version, (int)(await GetAsync(above, $"/api/v1/rulebooks/{Province}?at={later}"))["version"]!);

        var difference = await GetAsync(county, $"/api/v1/rulebooks/{County}/difference?from=1&to={version}");
        var changed = difference["rules"]!.AsArray().Single(one => (string)one!["code"]! == "promise-missed")!;
        Assert.Contains(changed["fields"]!.AsArray(), field => (string)field!["field"]! == "points" && (string)field["after"]! == "7");
        Assert.Equal(
            ["rulebook-proposed", "rulebook-approved"],
            await site.Platform.Server.ListAsync<string>(
                site.Platform.Directory, $"select action from audit_entry where subject = '{version}' and action like 'rulebook-%' order by at"));
    }

    [Fact]
    public async Task LooserRuleOfACity_IsRefusedWhereItStands()
    {
        using var head = await site.NewClientAsync(City, null, Role.BureauHead);
        var rule = await RuleAsync(head, "due-soon");
        rule["parameters"]!["workingDays"] = 2;
        var layer = Layer(rule);
        layer["switchedOff"] = new JsonArray("late-entry");
        using var refused = await PostAsync(head, $"/api/v1/rulebooks/{City}/versions", layer);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var faults = (await ReadAsync(refused))["faults"]!.AsArray().Select(fault => ((string)fault!["path"]!, (string)fault["code"]!));
        Assert.Equal([("$.rules[0].parameters.workingDays", "loosens-mandatory"), ("$.switchedOff[0]", "loosens-mandatory")], faults);
    }

    [Fact]
    public async Task FaultyDocument_IsRefusedWithEveryPlace()
    {
        using var head = await site.NewClientAsync(Province, null, Role.BureauHead);
        using var text = await PostAsync(head, $"/api/v1/rulebooks/{Province}/versions", "{\n  \"name\": }");
        Assert.StartsWith("$ (line 2", (string)(await ReadAsync(text))["faults"]![0]!["path"]!, StringComparison.Ordinal);

        var layer = Layer(await RuleAsync(head, "due-soon"));
        layer["effectiveFrom"] = "2026-01-01T00:00:00+08:00";
        layer["rules"]![0]!["colour"] = "blue";
        using var wrong = await PostAsync(head, $"/api/v1/rulebooks/{Province}/versions", layer);
        Assert.Contains((await ReadAsync(wrong))["faults"]!.AsArray(), fault => (string)fault!["path"]! == "$.rules[0].colour");

        layer["rules"]![0]!["colour"] = "yellow";
        using var past = await PostAsync(head, $"/api/v1/rulebooks/{Province}/versions", layer);
        Assert.Equal(("$.effectiveFrom", "in-the-past"), ((string, string))((string)(await ReadAsync(past))["faults"]![0]!["path"]!, (string)(await ReadAsync(past))["faults"]![0]!["code"]!));
    }

    [Fact]
    public async Task EffectiveDayFarAhead_IsRefusedAtItsField_AndALargeDocumentAsAWhole()
    {
        using var head = await site.NewClientAsync(Province, null, Role.BureauHead);
        var layer = Layer(await RuleAsync(head, "due-soon"));
        layer["effectiveFrom"] = TimeProvider.System.GetUtcNow().AddYears(1).AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        using var far = await PostAsync(head, $"/api/v1/rulebooks/{Province}/versions", layer);
        Assert.Equal(HttpStatusCode.BadRequest, far.StatusCode);
        var fault = Assert.Single((await ReadAsync(far))["faults"]!.AsArray())!;
        Assert.Equal(("$.effectiveFrom", "too-far-ahead"), ((string)fault["path"]!, (string)fault["code"]!));
        Assert.StartsWith("at most one year ahead", (string)fault["expected"]!, StringComparison.Ordinal);

        using var large = await PostAsync(head, $"/api/v1/rulebooks/{Province}/versions", $"{{\"name\": \"{new string('x', 256 * 1024)}\"}}");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal("rulebook-too-large", (string)(await ReadAsync(large))["code"]!);
    }

    [Fact]
    public async Task OneProposalWaits_ALaterOneTakesItsPlace_AndItCanBeWithdrawn()
    {
        const string city = "330100";
        using var head = await site.NewClientAsync(city, null, Role.BureauHead);
        using var inspector = await site.NewClientAsync("330102", null, Role.Inspector);
        using var above = await site.NewClientAsync(Province, null, Role.BureauHead);
        var rule = await RuleAsync(head, "promise-missed");
        rule["points"] = 2;
        using var first = await PostAsync(head, $"/api/v1/rulebooks/{city}/versions", Layer(rule.DeepClone()));
        using var second = await PostAsync(head, $"/api/v1/rulebooks/{city}/versions", Layer(rule));
        var (early, late) = ((int)(await ReadAsync(first))["version"]!, (int)(await ReadAsync(second))["version"]!);
        var versions = (await GetAsync(above, $"/api/v1/rulebooks/{city}/versions")).AsArray();
        var superseded = versions.Single(one => (int)one!["version"]! == early)!;
        Assert.Equal(("superseded", late), ((string)superseded["status"]!, (int)superseded["supersededBy"]!));
        Assert.Equal(late, (int)versions.Single(one => (string)one!["status"]! == "proposed")!["version"]!);
        Assert.StartsWith($"{city}/", (string)superseded["madeBy"]!, StringComparison.Ordinal);

        // Whoever is judged by the city's rules sees what holds, not what it considers.
        Assert.DoesNotContain((await GetAsync(inspector, $"/api/v1/rulebooks/{city}/versions")).AsArray(), one => (int)one!["version"]! >= early);
        using var hidden = await inspector.GetAsync($"/api/v1/rulebooks/{city}/versions/{late}");
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);

        using var decided = await above.PostAsJsonAsync($"/api/v1/rulebooks/{city}/versions/{early}/decision", new { approved = true });
        Assert.Equal(HttpStatusCode.NotFound, decided.StatusCode);
        using var foreign = await above.PostAsJsonAsync($"/api/v1/rulebooks/{city}/versions/{late}/withdrawal", new { reason = "x" });
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        using var unreasoned = await head.PostAsJsonAsync($"/api/v1/rulebooks/{city}/versions/{late}/withdrawal", new { reason = " " });
        Assert.Equal(HttpStatusCode.BadRequest, unreasoned.StatusCode);
        using var withdrawn = await head.PostAsJsonAsync($"/api/v1/rulebooks/{city}/versions/{late}/withdrawal", new { reason = "另行研究" });
        Assert.Equal(HttpStatusCode.NoContent, withdrawn.StatusCode);
        Assert.DoesNotContain((await GetAsync(head, $"/api/v1/rulebooks/{city}/versions")).AsArray(), one => (string)one!["status"]! == "proposed");
        var actors = await site.Platform.Server.ListAsync<string>(
            site.Platform.Directory, $"select action || ' ' || actor from audit_entry where subject in ('{early}', '{late}') and action like 'rulebook-%' order by n");
        Assert.Equal(["rulebook-proposed", "rulebook-proposed", "rulebook-proposal-withdrawn"], actors.Select(line => line.Split(' ')[0]));
        Assert.All(actors, line => Assert.StartsWith($"{city}/person-", line.Split(' ')[1], StringComparison.Ordinal));
    }

    [Fact]
    public async Task WithdrawnVersion_GivesItsPlaceBackToTheOneItSuperseded_AndItsScreenSaysSoBefore()
    {
        const string city = "330100";
        using var head = await site.NewClientAsync(city, null, Role.BureauHead);
        using var above = await site.NewClientAsync(Province, null, Role.BureauHead);
        var rule = await RuleAsync(head, "promise-missed");
        rule["points"] = 2;
        async Task<int> ApproveAsync(int days)
        {
            var layer = Layer(rule.DeepClone());
            layer["effectiveFrom"] = TimeProvider.System.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
            using var proposed = await PostAsync(head, $"/api/v1/rulebooks/{city}/versions", layer);
            var version = (int)(await ReadAsync(proposed))["version"]!;
            using var approved = await above.PostAsJsonAsync($"/api/v1/rulebooks/{city}/versions/{version}/decision", new { approved = true, reason = "同意" });
            Assert.Equal(HttpStatusCode.NoContent, approved.StatusCode);
            return version;
        }

        async Task<string> StatusAsync(int version) =>
            (string)(await GetAsync(head, $"/api/v1/rulebooks/{city}/versions")).AsArray().Single(one => (int)one!["version"]! == version)!["status"]!;

        var far = await ApproveAsync(60);
        var alone = await head.GetStringAsync($"/rules/{city}/layers/{far}");
        Assert.DoesNotContain("此前被它取代的", System.Net.WebUtility.HtmlDecode(alone), StringComparison.Ordinal);
        var near = await ApproveAsync(30);
        Assert.Equal("superseded", await StatusAsync(far));
        foreach (var viewer in (HttpClient[])[head, above])
        {
            var screen = System.Net.WebUtility.HtmlDecode(await viewer.GetStringAsync($"/rules/{city}/layers/{near}"));
            Assert.Contains($"此前被它取代的第 {far} 版恢复", screen, StringComparison.Ordinal);
        }

        using var withdrawn = await above.PostAsJsonAsync($"/api/v1/rulebooks/{city}/versions/{near}/withdrawal", new { reason = "暂缓" });
        Assert.Equal(HttpStatusCode.NoContent, withdrawn.StatusCode);
        Assert.Equal(("withdrawn", "published"), (await StatusAsync(near), await StatusAsync(far)));
        var restored = (await GetAsync(head, $"/api/v1/rulebooks/{city}/versions")).AsArray().Single(one => (int)one!["version"]! == far)!;
        Assert.Null(restored["supersededBy"]);
        Assert.Null(restored["endedBy"]);
        using var last = await head.PostAsJsonAsync($"/api/v1/rulebooks/{city}/versions/{far}/withdrawal", new { reason = "另行研究" });
        Assert.Equal(HttpStatusCode.NoContent, last.StatusCode);
        Assert.Equal("withdrawn", await StatusAsync(far));
    }

    [Fact]
    public async Task OnlyTheBureausHead_ChangesItsRules_AndNobodySeesAnotherBranch()
    {
        using var inspector = await site.NewClientAsync(City, null, Role.Inspector);
        using var refused = await PostAsync(inspector, $"/api/v1/rulebooks/{City}/versions", Layer());
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var head = await site.NewClientAsync(Province, null, Role.BureauHead);
        using var foreign = await PostAsync(head, $"/api/v1/rulebooks/{City}/versions", Layer());
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        foreach (var address in (string[])[$"/api/v1/rulebooks/330100", "/api/v1/rulebooks/330100/versions", "/api/v1/rulebooks/330100/difference?from=1&to=1", "/api/v1/rulebooks/330100/versions/1"])
        {
            using var hidden = await inspector.GetAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        }

        using var stranger = site.NewClient();
        using var unknown = await stranger.GetAsync($"/api/v1/rulebooks/{City}");
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
    }

    private static JsonObject Layer(params JsonNode[] rules) => new() { ["name"] = "衢州市补充规则", ["englishName"] = "Rules of Quzhou", ["rules"] = new JsonArray(rules) };

    private static async Task<JsonNode> RuleAsync(HttpClient client, string code)
    {
        var document = await GetAsync(client, $"/api/v1/rulebooks/{Province}/versions/1");
        return document["rules"]!.AsArray().Single(rule => (string)rule!["code"]! == code)!.DeepClone();
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string address, JsonNode body) => PostAsync(client, address, body.ToJsonString());

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string address, string body) =>
        client.PostAsync(address, new StringContent(body, Encoding.UTF8, "application/json"));

    private static async Task<JsonNode> GetAsync(HttpClient client, string address) => JsonNode.Parse(await client.GetStringAsync(address))!;

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
}
