using System.Net;
using System.Text;
using Grains.Catalogue;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Quarantine;
using Platform.Tests.Server;
using Tenancy.Permissions;
using Web.Demo.Items;
using Xunit;

namespace Platform.Tests.Permissions;

/// <summary>Walks every route as accounts of a city whose roles are held for a county of it alone, or for one of its departments: nothing that belongs to the whole city is told or done.</summary>
public sealed class ScopeWalkTests(Bed bed) : IClassFixture<Bed>
{
    private const string Home = "330800";
    private const string Mark = "HOMEHOME";
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>What belongs to a jurisdiction as a whole: who may not have it of the own one is refused, and sees no empty page either.</summary>
    private static readonly Permission[] OfTheWhole =
        [Permission.ImportHistory, Permission.ManageDepartments, Permission.ManageAccounts, Permission.ManageMachines, Permission.GrantRoles];

    /// <summary>Roles that one person may hold together, so that each of the three offices is walked.</summary>
    public static TheoryData<Role> Offices => [Role.SystemAdministrator, Role.Inspector, Role.SecurityAuditor];

    [Theory]
    [MemberData(nameof(Offices))]
    public async Task RolesOverAChildAlone_ReachNothingOfTheOwnJurisdiction(Role office)
    {
        var traces = await RecordAsync();
        var child = bed.Site.Platform[Bed.County].Id;
        using var client = await bed.Site.NewClientAsync(Home, [.. Roles(office).Select(role => new Holding(role, child))]);
        // The figures and the state of connection of the city are not his either; its rules are, by which the county is judged.
        await WalkAsync(client, traces, [.. OfTheWhole, Permission.ViewTotals, Permission.ViewConnection]);
    }

    [Theory]
    [MemberData(nameof(Offices))]
    public async Task RolesForOneDepartment_ReachNothingOfTheWholeJurisdiction(Role office)
    {
        var traces = await RecordAsync();
        var home = bed.Site.Platform[Home].Id;
        using var client = await bed.Site.NewClientAsync(Home, [.. Roles(office).Select(role => new Holding(role, home, $"{Home}-none"))]);
        await WalkAsync(client, traces, OfTheWhole);
    }

    [Fact]
    public async Task WhatIsLookedFor_IsThereToBeFound()
    {
        var traces = await RecordAsync();
        using var inspector = await bed.Site.NewClientAsync(Home, null, Role.Inspector, Role.BureauHead);
        using var administrator = await bed.Site.NewClientAsync(Home, null, Role.SystemAdministrator);
        var read = new List<string>();
        foreach (var address in new[] { "/cases", $"/cases/{traces.Case}", "/quarantine", "/signals", "/connection" })
            read.Add(WebUtility.HtmlDecode(await inspector.GetStringAsync(address)));
        foreach (var address in new[] { "/imports", "/accounts", "/machines" })
            read.Add(WebUtility.HtmlDecode(await administrator.GetStringAsync(address)));
        foreach (var trace in traces.Texts)
            Assert.Contains(read, text => text.Contains(trace, StringComparison.Ordinal));
    }

    private static IEnumerable<Role> Roles(Role office) =>
        Enum.GetValues<Role>().Where(role => role != Role.DepartmentSystem && role.IsCompatibleWith(office));

    private async Task WalkAsync(HttpClient client, Traces traces, IReadOnlyList<Permission> refused)
    {
        var values = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["jurisdiction"] = [Home], ["code"] = [traces.Item], ["id"] = [traces.Case, traces.Import, traces.Quarantined], ["account"] = [Guid.Empty.ToString()], ["grant"] = [Guid.Empty.ToString()],
        };
        var needs = bed.Site.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") ?? true)
            .SelectMany(route => route.Metadata.GetOrderedMetadata<NeedsAttribute>().Select(need => (Route: $"/{route.RoutePattern.RawText?.TrimStart('/')}", need.Permission)))
            .Where(need => refused.Contains(need.Permission)).Select(need => need.Route).ToHashSet(StringComparer.Ordinal);
        // The dashboard leads whoever sees no figures on to what he sees, and asks for nothing itself.
        if (refused.Contains(Permission.ViewTotals))
            needs.Add("/");
        string[] queries = ["", $"?jurisdiction={Home}", $"?jurisdiction={Home}&own=true&depth=1", $"?q={Mark}", $"?number={Mark}", $"?person=经办人{Mark}", .. RouteWalk.ReadingHandlers.Select(handler => $"?handler={handler}&jurisdiction={Home}")];
        List<string> told = [];
        foreach (var (method, address, isPage) in RouteWalk.Of(bed.Site.Services, values, "1").Where(route => !route.Address.StartsWith("/sign-out", StringComparison.Ordinal)))
        {
            if (method != "GET")
            {
                if (!isPage)
                    await WriteAsync(client, method, $"{address}?jurisdiction={Home}", told);
                continue;
            }

            foreach (var query in queries)
            {
                using var answer = await client.GetAsync(address + query, HttpCompletionOption.ResponseHeadersRead);
                Assert.True((int)answer.StatusCode < 500, $"{address}{query}: {(int)answer.StatusCode}");
                if (answer.StatusCode != HttpStatusCode.OK)
                    continue;
                if (needs.Contains(address) && !address.StartsWith("/notifications", StringComparison.Ordinal))
                    told.Add($"{address}{query} is open");
                var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
                told.AddRange(traces.Texts.Where(trace => text.Contains(trace, StringComparison.Ordinal)).Select(trace => $"{address}{query} tells {trace}"));
            }
        }

        Assert.True(told.Count == 0, string.Join('\n', told.Take(40)));
    }

    private static async Task WriteAsync(HttpClient client, string method, string address, List<string> done)
    {
        using var request = new HttpRequestMessage(new(method), address) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        using var answer = await client.SendAsync(request);
        // Documents of items are judged one by one, each for its department: the answer is a list of what was refused.
        if (answer.IsSuccessStatusCode && !address.StartsWith("/api/v1/items?", StringComparison.Ordinal))
            done.Add($"{method} {address} is done");
    }

    private sealed record Traces(string Case, string Quarantined, string Import, string Item, string[] Texts);

    /// <summary>A case with its people, something refused, an import, an account and a machine of the city.</summary>
    private async Task<Traces> RecordAsync()
    {
        var place = bed.Site.Platform[Home];
        var server = bed.Site.Platform.Server;
        var catalogue = await bed.Site.Services.GetRequiredService<DemoCatalogueSeeder>().SeedAsync(place.Id, None);
        var item = catalogue.Items.First(one => one.Content is { Kind: ItemKind.Permit, Immediate: false } && one.RetiredFrom is null);
        string Fact(string kind, int days) => $$$"""
            {"eventId":"{{{Mark}}}-{{{kind}}}","caseNo":"{{{Mark}}}-CASE","itemCode":"{{{item.Code}}}","kind":"{{{kind}}}","handler":"经办人{{{Mark}}}",
             "occurredAt":"{{{DateTimeOffset.Parse("2026-01-01T00:00:00Z", null).AddDays(-days):yyyy-MM-ddTHH:mm:ssZ}}}","data":{"applicantName":"申请人{{{Mark}}}"}}
            """;
        using var system = await bed.SystemAsync(item.Content.Department, jurisdiction: Home);
        await Bed.SendAsync(system, Fact("submitted", 300), Fact("accepted", 299), Fact("no-such-kind", 1));
        var account = await new Accounts.People(bed.Site.Platform).EnsureAsync(Home, $"person-{Mark}-{Guid.NewGuid():N}");
        Assert.NotNull(account);
        var import = Guid.NewGuid();
        await server.ExecuteAsync(place.Database, $"insert into import_job (tenant, id, actor, file_name, profile) values ({place.Id}, '{import}', 'somebody', '{Mark}.csv', 'wabo-receipt')");
        var id = await server.ScalarAsync<long>(place.Database, $"select id from case_file where tenant = {place.Id} and case_no = '{Mark}-CASE'");
        return new(
            $"{id}", (await Bed.EntryAsync(system, $"{Mark}-no-such-kind")).GetProperty("id").GetString()!, import.ToString(), item.Code,
            [$"{Mark}-CASE", $"申请人{Mark}", $"经办人{Mark}", $"{Mark}-no-such-kind", $"{Mark}.csv", $"person-{Mark}-"]);
    }
}
