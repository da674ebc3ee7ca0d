using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.Tests.Server;
using Tenancy.Permissions;
using Xunit;

namespace Platform.Tests.Rules;

/// <summary>Who may see, propose, decide about and withdraw rules on their screens: each role, each level, the neighbour.</summary>
public sealed class RuleScreenTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Province = "330000";
    private const string City = "330800";
    private const string OtherCity = "330100";
    private const string County = "330802";
    private const string Neighbour = "330825";

    [Theory]
    [InlineData(Role.BureauHead, true, true)]
    [InlineData(Role.Inspector, true, false)]
    [InlineData(Role.SystemSupervisor, true, false)]
    [InlineData(Role.SystemAdministrator, false, false)]
    [InlineData(Role.SecurityAuditor, false, false)]
    [InlineData(Role.Leader, true, false)]
    [InlineData(Role.DepartmentHead, true, false)]
    [InlineData(Role.DepartmentSupervisor, true, false)]
    [InlineData(Role.PostUser, false, false)]
    [InlineData(Role.ServiceCentreManager, false, false)]
    [InlineData(Role.ItemReviewer, false, false)]
    [InlineData(Role.FeeReviewer, false, false)]
    [InlineData(Role.LegalAffairsSupervisor, true, false)]
    [InlineData(Role.TechnicalSupport, false, false)]
    [InlineData(Role.HallScreen, false, false)]
    public async Task Role_SeesAndProposesNoMoreThanItsOfficeNeeds(Role role, bool sees, bool proposes)
    {
        using var client = await site.NewClientAsync(City, role.IsDepartmental() ? "330800-01" : null, role);
        foreach (var address in new[] { "/rules", $"/rules/{City}", $"/rules/{City}/difference", $"/rules/{City}/layers/1", $"/rules/{Province}" })
            Assert.Equal((address, sees ? HttpStatusCode.OK : HttpStatusCode.Forbidden), (address, await StatusAsync(client, address)));
        foreach (var address in new[] { $"/rules/{City}/edit", $"/rules/{City}/edit?rule=late-entry", $"/rules/{City}/upload" })
            Assert.Equal((address, proposes ? HttpStatusCode.OK : HttpStatusCode.Forbidden), (address, await StatusAsync(client, address)));
        if (sees)
            Assert.Equal(proposes, (await client.GetStringAsync("/rules")).Contains($"/rules/{City}/edit", StringComparison.Ordinal));
    }

    [Fact]
    public void EveryRole_IsTried() => Assert.Equal(
        Enum.GetValues<Role>().Where(role => role != Role.DepartmentSystem),
        typeof(RuleScreenTests).GetMethod(nameof(Role_SeesAndProposesNoMoreThanItsOfficeNeeds))!.GetCustomAttributes(inherit: false).OfType<InlineDataAttribute>().Select(data => (Role)data.Data[0]!).Order());

    [Theory]
    [InlineData(Province, Province, HttpStatusCode.OK, HttpStatusCode.OK)]
    [InlineData(Province, City, HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData(Province, County, HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData(City, Province, HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData(City, County, HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData(City, OtherCity, HttpStatusCode.NotFound, HttpStatusCode.NotFound)]
    [InlineData(County, County, HttpStatusCode.OK, HttpStatusCode.OK)]
    [InlineData(County, City, HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData(County, Neighbour, HttpStatusCode.NotFound, HttpStatusCode.NotFound)]
    [InlineData(Neighbour, County, HttpStatusCode.NotFound, HttpStatusCode.NotFound)]
    public async Task Head_SeesTheRulesOnItsWayAndBelow_AndProposesItsOwnAlone(string of, string at, HttpStatusCode sees, HttpStatusCode proposes)
    {
        using var head = await site.NewClientAsync(of, null, Role.BureauHead);
        Assert.Equal(sees, await StatusAsync(head, $"/rules/{at}"));
        Assert.Equal(proposes, await StatusAsync(head, $"/rules/{at}/edit"));
        Assert.Equal(proposes, await StatusAsync(head, $"/rules/{at}/upload"));
        if (of == at)
            return;
        var before = await CountAsync(at);
        var document = JsonNode.Parse(await head.GetStringAsync($"/api/v1/rulebooks/{Province}/versions/1"))!.AsObject();
        document.Remove("version");
        document.Remove("effectiveFrom");
        foreach (var page in new[] { "edit", "upload" })
            Assert.Equal(proposes, await PostAsync(head, $"/rules/{at}/{page}?handler=Record", ("document", document.ToJsonString()), ("waiting", "0")));
        Assert.Equal(before, await CountAsync(at));
    }

    [Fact]
    public async Task Proposal_IsSeenByItsBureauAndThoseAbove_DecidedByTheSuperiorsHead_AndTakenBackByItsOwn()
    {
        using var owner = await site.NewClientAsync(City, null, Role.BureauHead);
        var version = await ProposeAsync(owner, 4);
        var address = $"/rules/{City}/layers/{version}";
        var decided = new[] { "Approve", "Refuse", "Withdraw" };

        async Task TryAsync(string of, string? department, Role role, HttpStatusCode sees, HttpStatusCode acts)
        {
            using var client = await site.NewClientAsync(of, department, role);
            Assert.Equal((of, role, sees), (of, role, await StatusAsync(client, address)));
            foreach (var act in decided)
                Assert.Equal((of, role, act, acts), (of, role, act, await PostAsync(client, $"{address}?handler={act}", ("reason", "理由"))));
            Assert.Equal("proposed", await StateAsync(owner, version));
        }

        await TryAsync(City, null, Role.Inspector, HttpStatusCode.OK, HttpStatusCode.Forbidden);
        await TryAsync(City, null, Role.SystemAdministrator, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden);
        await TryAsync(City, "330800-01", Role.DepartmentHead, HttpStatusCode.NotFound, HttpStatusCode.NotFound);
        await TryAsync(Province, null, Role.Inspector, HttpStatusCode.OK, HttpStatusCode.Forbidden);
        await TryAsync(Province, null, Role.Leader, HttpStatusCode.OK, HttpStatusCode.Forbidden);
        await TryAsync(County, null, Role.BureauHead, HttpStatusCode.NotFound, HttpStatusCode.NotFound);
        await TryAsync(OtherCity, null, Role.BureauHead, HttpStatusCode.NotFound, HttpStatusCode.NotFound);

        // Nobody decides about the own proposal.
        foreach (var act in new[] { "Approve", "Refuse" })
            Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(owner, $"{address}?handler={act}", ("reason", "同意")));
        Assert.DoesNotContain("id=\"decide\"", await owner.GetStringAsync(address), StringComparison.Ordinal);
        using var superior = await site.NewClientAsync(Province, null, Role.BureauHead);
        Assert.Contains("id=\"decide\"", await superior.GetStringAsync(address), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, await PostAsync(superior, $"{address}?handler=Refuse", ("reason", "暂不加严")));
        Assert.Equal("refused", await StateAsync(owner, version));

        var again = await ProposeAsync(owner, 5);
        Assert.Equal(HttpStatusCode.Redirect, await PostAsync(owner, $"/rules/{City}/layers/{again}?handler=Withdraw", ("reason", "另行提出")));
        Assert.Equal("withdrawn", await StateAsync(owner, again));
    }

    [Fact]
    public async Task WaitingProposal_IsToldToTheSuperiorsHeadAlone_UntilItIsDecidedOrTakenBack()
    {
        using var owner = await site.NewClientAsync(OtherCity, null, Role.BureauHead);
        using var superior = await site.NewClientAsync(Province, null, Role.BureauHead);
        using var inspector = await site.NewClientAsync(Province, null, Role.Inspector);
        using var neighbour = await site.NewClientAsync(City, null, Role.BureauHead);
        using var below = await site.NewClientAsync("330102", null, Role.BureauHead);
        foreach (var withdrawn in new[] { false, true })
        {
            var version = await ProposeAsync(owner, withdrawn ? 6 : 4);
            var mark = $"data-waiting=\"{OtherCity}/{version}\"";
            Assert.Contains("bell-count", await superior.GetStringAsync("/notifications?handler=Count"), StringComparison.Ordinal);
            Assert.Contains("area-count", await superior.GetStringAsync("/notifications?handler=Waiting"), StringComparison.Ordinal);
            Assert.Contains(mark, await superior.GetStringAsync("/notifications"), StringComparison.Ordinal);
            foreach (var other in new[] { owner, inspector, neighbour, below })
            {
                Assert.DoesNotContain(mark, await other.GetStringAsync("/notifications"), StringComparison.Ordinal);
                Assert.DoesNotContain("area-count", await other.GetStringAsync("/notifications?handler=Waiting"), StringComparison.Ordinal);
            }

            // Who has looked has no new notice, but what waits still waits.
            Assert.Equal(HttpStatusCode.OK, await PostAsync(superior, "/notifications?handler=Panel"));
            Assert.DoesNotContain("bell-count", await superior.GetStringAsync("/notifications?handler=Count"), StringComparison.Ordinal);
            Assert.Contains(mark, await superior.GetStringAsync("/notifications"), StringComparison.Ordinal);
            var (client, act) = withdrawn ? (owner, "Withdraw") : (superior, "Refuse");
            Assert.Equal(HttpStatusCode.Redirect, await PostAsync(client, $"/rules/{OtherCity}/layers/{version}?handler={act}", ("reason", "理由")));
            Assert.DoesNotContain(mark, await superior.GetStringAsync("/notifications"), StringComparison.Ordinal);
            Assert.DoesNotContain("area-count", await superior.GetStringAsync("/notifications?handler=Waiting"), StringComparison.Ordinal);
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        return answer.StatusCode;
    }

    [Fact]
    public async Task DayBeforeAllZones_IsToldBesideTheField()
    {
        using var head = await site.NewClientAsync(City, null, Role.BureauHead);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(head, $"/rules/{City}/edit?rule=late-entry", ("effectiveFrom", "0001-01-01")));
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, string address, params (string Name, string Value)[] fields)
    {
        // The calendar is a page of everybody's, and the bar of each has a form.
        var token = SignedIn.TokenOf(await client.GetStringAsync("/calendar"));
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).Append(new("__RequestVerificationToken", token)));
        using var answer = await client.PostAsync(new Uri(address, UriKind.Relative), form);
        return answer.StatusCode;
    }

    private static async Task<int> ProposeAsync(HttpClient head, int points)
    {
        var document = JsonNode.Parse(await head.GetStringAsync($"/api/v1/rulebooks/{Province}/versions/1"))!;
        var rule = document["rules"]!.AsArray().Single(one => (string)one!["code"]! == "late-entry")!.DeepClone();
        rule["points"] = points;
        var place = (await head.GetStringAsync("/rules")).Contains($"/rules/{City}/edit", StringComparison.Ordinal) ? City : OtherCity;
        using var proposed = await head.PostAsJsonAsync(
            $"/api/v1/rulebooks/{place}/versions", new JsonObject { ["name"] = "补充规则", ["englishName"] = "Supplementary rules", ["rules"] = new JsonArray(rule) });
        Assert.Equal(HttpStatusCode.Created, proposed.StatusCode);
        return (int)JsonNode.Parse(await proposed.Content.ReadAsStringAsync())!["version"]!;
    }

    private static async Task<string> StateAsync(HttpClient owner, int version) =>
        (string)JsonNode.Parse(await owner.GetStringAsync($"/api/v1/rulebooks/{City}/versions"))!.AsArray().Single(one => (int)one!["version"]! == version)!["status"]!;

    private Task<long> CountAsync(string place) =>
        site.Platform.Server.ScalarAsync<long>(site.Platform.Directory, $"select count(*) from rulebook where tenant = {site.Platform[place].Id.Value}");
}
