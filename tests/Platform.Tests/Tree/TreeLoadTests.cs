using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Accounts;
using Platform.Tests.Server;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Permissions;
using Tenancy.Tree;
using Xunit;

namespace Platform.Tests.Tree;

/// <summary>Each test has databases of its own: the tree is what they change.</summary>
public sealed class TreeLoadTests(PostgresServer server)
{
    private static readonly DateOnly Day = new(2026, 5, 1);

    [Fact]
    public async Task Guangdong_IsLoadedWithItsOddCitiesAndSpreadOverBothDatabases()
    {
        await using var platform = await NewAsync(province: null);
        var load = await LoadAsync(platform, Shipped.Read("guangdong"));
        Assert.Equal(146, load.Changes.Count);
        var (city, county) = (platform["441900"], platform["441900.county"]);
        Assert.Equal(("东莞市", Level.City, "东莞市", Level.County), (city.Name, city.Level, county.Name, county.Level));
        Assert.Equal((city.Id, city.Database), (county.Parent!.Value, county.Database));
        Assert.Equal([platform.First, platform.Second], platform.Tree.All.Where(j => j.Level == Level.City).Select(j => j.Database).Distinct().Order());
        foreach (var database in new[] { platform.First, platform.Second })
        {
            var here = platform.Tree.All.Where(j => j.Database == database).Select(j => j.Id.Value);
            Assert.Equal(here, await server.ListAsync<int>(database, "select tenant from head order by tenant"));
            Assert.Equal(here, await server.ListAsync<int>(database, "select tenant from tenant_due order by tenant"));
        }
    }

    [Fact]
    public async Task SameFileAgain_ChangesNothing()
    {
        await using var platform = await NewAsync();
        var version = platform.Tree.Version;
        Assert.Empty((await LoadAsync(platform, Read(platform.Province!))).Changes);
        Assert.Equal(version, platform.Tree.Version);
    }

    [Fact]
    public async Task NewName_IsTakenAndTheFormerKeptWithItsLastDay()
    {
        await using var platform = await NewAsync();
        var load = await LoadAsync(platform, Read(platform.Province!.Replace("桐庐县", "桐庐区", StringComparison.Ordinal)));
        Assert.Equal((TreeChangeKind.Renamed, "330122"), (Assert.Single(load.Changes).Kind, load.Changes[0].Key));
        Assert.Equal("桐庐区", platform["330122"].Name);
        Assert.Equal(["桐庐县 2026-05-01"], await server.ListAsync<string>(platform.Directory, "select name || ' ' || until from jurisdiction_former"));
    }

    [Fact]
    public async Task MovedCounty_KeepsItsRowsWhereTheyAre()
    {
        await using var platform = await NewAsync();
        var before = platform["330802"];
        var load = await LoadAsync(platform, Read("""
            {"code": "330000", "name": "浙江省", "level": "province", "counties": [{"code": "330802", "name": "柯城区", "level": "county"}]}
            """));
        Assert.Equal(TreeChangeKind.Moved, Assert.Single(load.Changes).Kind);
        var after = platform["330802"];
        Assert.Equal((platform["330000"].Id, before.Id, before.Database), (after.Parent, after.Id, after.Database));
    }

    [Fact]
    public async Task Branch_IsLoadedBelowAJurisdiction()
    {
        await using var platform = await NewAsync();
        var zone = Read("""{"code": "330871", "name": "衢州智造新城", "level": "zone", "townships": [{"code": "330871100", "name": "一镇"}]}""");
        var load = await platform.Services.GetRequiredService<TreeLoader>().LoadAsync(zone, Day, under: "330800");
        Assert.Equal(["330871", "330871100"], load.Changes.Select(c => c.Key));
        Assert.Equal((platform["330800"].Id, platform.Second), (platform["330871"].Parent, platform["330871"].Database));
    }

    [Fact]
    public async Task PlacementOfACity_IsChosenByTheFile()
    {
        await using var platform = await NewAsync(province: null);
        var load = await LoadAsync(platform, Read($$"""
            {"code": "330000", "name": "浙江省", "level": "province", "cities": [
              {"code": "330100", "name": "杭州市", "placement": "{{platform.Second}}", "counties": [{"code": "330102", "name": "上城区"}]}]}
            """));
        Assert.Empty(load.Faults);
        Assert.Equal([platform.First, platform.Second, platform.Second], platform.Tree.All.Select(j => j.Database));
    }

    [Theory]
    [InlineData("""{"code":"330000","name":"浙江省","level":"province","placement":"elsewhere"}""", "placement-fixed")]
    [InlineData("""{"code":"340000","name":"安徽省","level":"province","placement":"elsewhere"}""", "placement-unknown")]
    [InlineData("""{"code":"330802","name":"柯城区","level":"county","children":[{"code":"330800","name":"衢州市","level":"zone"}]}""", "circle")]
    public async Task ImpossibleLoad_ChangesNothing(string json, string code)
    {
        await using var platform = await NewAsync();
        var version = platform.Tree.Version;
        var load = await LoadAsync(platform, Read(json));
        Assert.Contains(load.Faults, f => f.Code == code);
        Assert.Equal(version, platform.Tree.Version);
    }

    [Fact]
    public async Task LoadCutShortBeforeItsTenantsWereRegistered_IsCompletedByLoadingAgain()
    {
        await using var platform = await NewAsync();
        await server.ExecuteAsync(platform.Second, "delete from head; delete from tenant_due");
        await LoadAsync(platform, Read(platform.Province!));
        Assert.Equal(3, await server.ScalarAsync<long>(platform.Second, "select count(*) from head"));
        Assert.Equal(3, await server.ScalarAsync<long>(platform.Second, "select count(*) from tenant_due"));
    }

    [Fact]
    public async Task Administrator_LoadsOnlyBelowHisOwnJurisdiction()
    {
        await using var platform = await NewAsync();
        var people = new People(platform);
        var province = await people.EnsureAdministratorAsync();
        var city = Actor.Of(await people.NewAsync("330800", Role.SystemAdministrator));
        var inspector = Actor.Of(await people.NewAsync("330800", Role.Inspector));
        var loader = platform.Services.GetRequiredService<TreeLoader>();

        var county = Read("""{"code": "330881", "name": "江山市", "level": "county"}""");
        Assert.Equal("not-permitted", Assert.Single((await loader.LoadAsync(county, Day, inspector, under: "330800")).Faults).Code);
        Assert.Equal("not-permitted", Assert.Single((await loader.LoadAsync(county, Day, city, under: "330100")).Faults).Code);
        Assert.Equal("not-permitted", Assert.Single((await loader.LoadAsync(county, Day, actor: null, under: "330800")).Faults).Code);
        Assert.Empty((await loader.LoadAsync(county, Day, city, under: "330800")).Faults);

        var abroad = Read("""{"code": "340000", "name": "安徽省", "level": "province"}""");
        Assert.Equal("not-permitted", Assert.Single((await loader.LoadAsync(abroad, Day, province)).Faults).Code);
        Assert.Empty((await loader.LoadAsync(abroad, Day)).Faults);
    }

    [Fact]
    public async Task CountyTakenFromANeighbour_IsRefused()
    {
        await using var platform = await NewAsync();
        var city = Actor.Of(await new People(platform).NewAsync("330800", Role.SystemAdministrator));
        var stolen = Read("""{"code": "330102", "name": "上城区", "level": "county"}""");
        var load = await platform.Services.GetRequiredService<TreeLoader>().LoadAsync(stolen, Day, city, under: "330800");
        Assert.Equal("not-permitted", Assert.Single(load.Faults).Code);
        Assert.Equal(platform["330100"].Id, platform["330102"].Parent);
    }

    private async Task<TestPlatform> NewAsync(string? province = "")
    {
        var platform = province is null ? new TestPlatform(server) { Province = null } : new TestPlatform(server);
        await platform.InitializeAsync();
        return platform;
    }

    private static Task<TreeLoad> LoadAsync(TestPlatform platform, TreeNode root) =>
        platform.Services.GetRequiredService<TreeLoader>().LoadAsync(root, Day);

    private static TreeNode Read(string json)
    {
        var (root, faults) = TreeFile.Read(Encoding.UTF8.GetBytes(json));
        Assert.Empty(faults);
        return root!;
    }
}
