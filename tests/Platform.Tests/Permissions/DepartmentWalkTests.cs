using System.Net;
using Grains.Catalogue;
using Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Quarantine;
using Platform.Tests.Server;
using Tenancy.Permissions;
using Web.Demo.Items;
using Xunit;

namespace Platform.Tests.Permissions;

/// <summary>Walks every reading route as the head of one department: nothing of another department is told.</summary>
public sealed class DepartmentWalkTests(Bed bed) : IClassFixture<Bed>
{
    private static readonly CancellationToken None = CancellationToken.None;

    private sealed record Traces(RegisteredDepartment Department, string Case, string Applicant, string Handler, string Refused, string[] Cases, string[] Signals, string Quarantined, DemoItem Item);

    [Fact]
    public async Task HeadOfADepartment_IsToldNothingOfAnother()
    {
        var (own, other) = await BothAsync();
        using var head = await bed.Site.NewClientAsync(Bed.County, own.Department.Code, Role.DepartmentHead);
        using var inspector = await bed.Site.NewClientAsync(Bed.County, null, Role.Inspector);
        var values = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["jurisdiction"] = [Bed.County],
            ["code"] = [own.Item.Code, other.Item.Code],
            ["id"] = [.. other.Cases, .. own.Cases, other.Quarantined, own.Quarantined],
        };
        List<string> told = [], all = [];
        foreach (var (_, address, _) in RouteWalk.Of(bed.Site.Services, values, "1").Where(route => route.Method == "GET" && !Public(route.Address)))
        {
            foreach (var query in Queries(own, other))
            {
                var text = await ReadAsync(head, address + query);
                told.AddRange(Of(other, address).Where(trace => text.Contains(trace, StringComparison.Ordinal)).Select(trace => $"{address}{query} tells {trace}"));
                if (query.Length == 0)
                    all.Add(await ReadAsync(inspector, address));
            }
        }

        Assert.True(told.Count == 0, string.Join('\n', told.Take(50)));
        // What is looked for is there to be found, by who may see it.
        foreach (var trace in Of(other, "/").Append(own.Case))
            Assert.Contains(all, text => text.Contains(trace, StringComparison.Ordinal));
    }

    [Fact]
    public async Task HeadOfADepartment_IsToldWhatConcernsItsOwn()
    {
        var (own, _) = await BothAsync();
        using var head = await bed.Site.NewClientAsync(Bed.County, own.Department.Code, Role.DepartmentHead);
        foreach (var address in new[] { "/api/v1/escalations", "/notifications", "/" })
            Assert.Contains(own.Item.Content.Name, await ReadAsync(head, address), StringComparison.Ordinal);
        foreach (var address in new[] { "/api/v1/totals/departments", "/?handler=Rows&jurisdiction=330802&own=true&depth=1", "/connection" })
            Assert.Contains(own.Department.Name, await ReadAsync(head, address), StringComparison.Ordinal);
        Assert.Contains("bell-count", await head.GetStringAsync("/notifications?handler=Count"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SystemOfADepartment_IsToldNoFigureOfAnother()
    {
        var (own, other) = await BothAsync();
        using var system = await bed.SystemAsync(own.Department.Code, scope: "totals");
        foreach (var address in new[] { "/api/v1/totals", "/api/v1/totals/trend", "/api/v1/totals/departments", "/api/v1/escalations" })
        {
            var told = await ReadAsync(system, address);
            Assert.DoesNotContain(Of(other, address), trace => told.Contains(trace, StringComparison.Ordinal));
        }

        Assert.Contains(own.Department.Name, await ReadAsync(system, "/api/v1/totals/departments"), StringComparison.Ordinal);
        Assert.Contains(own.Item.Content.Name, await ReadAsync(system, "/api/v1/escalations"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/cases?number=%00")]
    [InlineData("/signals?rule=a%00b")]
    [InlineData("/quarantine?code=%00")]
    [InlineData("/catalogue?q=%00")]
    [InlineData("/search?q=%00")]
    [InlineData("/api/v1/items?q=%00")]
    [InlineData("/api/v1/quarantine?code=%00")]
    [InlineData("/api/v1/catalogue?q=%00")]
    public async Task CharacterNulInAnAddress_IsABadRequest(string address)
    {
        using var inspector = await bed.Site.NewClientAsync(Bed.County, null, Role.Inspector);
        using var answer = await inspector.GetAsync(address);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotEmpty(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The catalogue is public by law (Administrative Licensing Law art. 30): items, departments and their names stand in it for everybody.</summary>
    private static bool Public(string address) =>
        address.StartsWith("/catalogue", StringComparison.Ordinal) || address.StartsWith("/api/v1/catalogue", StringComparison.Ordinal)
        || address.StartsWith("/api/v1/items", StringComparison.Ordinal) || address == "/api/v1/departments";

    private static IEnumerable<string> Queries(Traces own, Traces other)
    {
        string[] filters =
        [
            "", $"department={other.Department.Id}", $"department={other.Department.Code}", $"q={other.Case}", $"number={other.Case}", "colour=red", "show=late",
            "limit=500", "own=true", "state=all", $"item={other.Item.Code}", $"case={other.Case}&department={own.Department.Code}", "jurisdiction=330802&own=true&depth=1",
        ];
        return filters.Select(filter => $"?{filter}")
            .Concat(RouteWalk.ReadingHandlers.SelectMany(handler => filters.Select(filter => $"?handler={handler}&{filter}")))
            .Prepend("");
    }

    private static IEnumerable<string> Of(Traces of, string address) =>
        address == "/search" ? [of.Case, of.Applicant, of.Handler, of.Refused] : [of.Case, of.Applicant, of.Handler, of.Refused, of.Department.Name, .. of.Signals];

    private static async Task<string> ReadAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
        Assert.True((int)answer.StatusCode < 500, $"{address}: {(int)answer.StatusCode}");
        // What is asked for comes back in the page's own fields and links; that tells nothing.
        var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        return address.IndexOf('=', StringComparison.Ordinal) is var at and > 0
            ? address[(at + 1)..].Split('=', '&').Where(part => part.Length > 8).Aggregate(text, (left, part) => left.Replace($"\"{part}\"", "", StringComparison.Ordinal).Replace($"={part}", "", StringComparison.Ordinal))
            : text;
    }

    private async Task<(Traces Own, Traces Other)> BothAsync()
    {
        var tenant = bed.Site.Platform[Bed.County].Id;
        var catalogue = await bed.Site.Services.GetRequiredService<DemoCatalogueSeeder>().SeedAsync(tenant, None);
        var items = catalogue.Items.Where(item => item.Content is { Kind: ItemKind.Permit, Immediate: false } && item.RetiredFrom is null)
            .DistinctBy(item => item.Content.Department).Take(2).ToArray();
        return (await RecordAsync(items[0], "OWNOWN"), await RecordAsync(items[1], "OTHEROTHER"));
    }

    /// <summary>Cases that were decided far too late, and something refused.</summary>
    private async Task<Traces> RecordAsync(DemoItem item, string mark)
    {
        var place = bed.Site.Platform[Bed.County];
        var registry = await bed.Site.Services.GetRequiredService<Registries>().CurrentAsync(place.Id, None);
        Assert.True(registry.TryDepartment(item.Content.Department, out var department));
        var (number, applicant, handler) = ($"{mark}-CASE", $"申请人{mark}", $"经办人{mark}");
        string Fact(string kind, int days) => $$$"""
            {"eventId":"{{{mark}}}-{{{kind}}}","caseNo":"{{{number}}}","itemCode":"{{{item.Code}}}","kind":"{{{kind}}}","handler":"{{{handler}}}",
             "occurredAt":"{{{TimeProvider.System.GetUtcNow().AddDays(-days).AddMinutes(-5):yyyy-MM-ddTHH:mm:ssZ}}}","data":{"applicantName":"{{{applicant}}}"}}
            """;
        using var system = await bed.SystemAsync(department.Code);
        var refused = $"{mark}-REFUSED";
        await Bed.SendAsync(system, Fact("submitted", 200), Fact("accepted", 199), Fact("approved", 0), bed.Event(refused, $"{mark}-event", kind: "no-such-kind"));
        var cases = await bed.Site.Platform.Server.ListAsync<long>(place.Database, $"select id from case_file where tenant = {place.Id} and case_no = '{number}'");
        return new(
            department, number, applicant, handler, refused, [.. cases.Select(id => $"{id}")], [item.Content.Name],
            (await Bed.EntryAsync(system, $"{mark}-event")).GetProperty("id").GetString()!, item);
    }
}
