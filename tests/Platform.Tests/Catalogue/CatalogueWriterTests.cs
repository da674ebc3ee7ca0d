using Grains.Catalogue;
using Grains.Journal;
using Platform.Tests.Server;
using Tenancy;
using Web.Catalogue;
using Web.Demo.Items;
using Xunit;

namespace Platform.Tests.Catalogue;

public sealed class CatalogueWriterTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private static readonly CancellationToken None = CancellationToken.None;

    private string DatabaseOf(string key) => platform[key].Database;

    private CatalogueWriter Writer => new(platform.Sessions, platform.Jurisdictions);

    private CatalogueReader Reader => new(platform.Sessions, platform.Jurisdictions, TimeProvider.System);

    private DepartmentWriter Departments => new(platform.Sessions);

    private DateOnly Today => Reader.Today(platform["330802"].Id);

    private static ItemContent Document(string code, string department = "D1") =>
        ItemGenerator.Generate(ServiceItems.All[0], code, department, "经信局", []);

    private async Task<ItemOutcome> ApplyAsync(TenantId tenant, string code, params ItemCommand[] commands) =>
        (await Writer.ApplyAsync(tenant, "someone", [new ItemOrder(code, _ => commands)], None))[0];

    private async Task<TenantId> CountyWithDepartmentAsync(string key, string department = "D1")
    {
        var tenant = platform[key].Id;
        await Departments.RegisterAsync(tenant, [new(department, "经信局")], None);
        return tenant;
    }

    [Fact]
    public async Task Item_IsStoredThroughItsWholeLife()
    {
        var tenant = await CountyWithDepartmentAsync("330802");
        var document = Document("life-1");

        Assert.True((await ApplyAsync(tenant, "life-1", new ItemCommand.Draft(document), new ItemCommand.Check())).Changed);
        Assert.Equal("item-not-settled", (await ApplyAsync(tenant, "life-1", new ItemCommand.Publish(Today, Today))).Refusal!.Code);
        await ApplyAsync(tenant, "life-1", new ItemCommand.Settle("1号"), new ItemCommand.Review(ReviewOffice.LegalAffairs, "2号"));
        Assert.Null((await ApplyAsync(tenant, "life-1", new ItemCommand.Publish(Today, Today))).Refusal);

        var file = await Reader.FindAsync(tenant, "life-1", own: true, None);
        Assert.Equal([ItemStatus.Published], file!.Versions.Select(v => v.Status));
        Assert.Equal(["drafted", "checked", "settled", "reviewed", "published"], file.History.Select(h => h.What));
        Assert.Equal(CatalogueJson.Write(document), CatalogueJson.Write(file.InForce(Today)!.Content));
        Assert.All(file.History, h => Assert.Equal("someone", h.Actor));
    }

    [Fact]
    public async Task RefusedOrder_KeepsNoOtherFromBeingKept()
    {
        var tenant = await CountyWithDepartmentAsync("330802");
        var outcomes = await Writer.ApplyAsync(
            tenant, "someone",
            [
                ItemOrder.Of("mixed-1", new ItemCommand.Draft(Document("mixed-1", "nobody"))),
                ItemOrder.Of("mixed-2", new ItemCommand.Draft(Document("mixed-2"))),
            ],
            None);

        Assert.Equal(["department-unknown", null], outcomes.Select(o => o.Refusal?.Code));
        Assert.Null(await Reader.FindAsync(tenant, "mixed-1", own: true, None));
        Assert.NotNull(await Reader.FindAsync(tenant, "mixed-2", own: true, None));
    }

    [Fact]
    public async Task Outsiders_SeeWhatIsPublishedAndNothingElse()
    {
        var tenant = await CountyWithDepartmentAsync("330802");
        await ApplyAsync(tenant, "draft-1", new ItemCommand.Draft(Document("draft-1")));
        await ApplyAsync(tenant, "open-1", [.. TakingOver.Commands(ItemState.None, Document("open-1"), new(2020, 1, 1), "1", Today, false)]);
        var secret = Document("secret-1") with { Elements = Document("secret-1").Elements with { Public = false } };
        await ApplyAsync(tenant, "secret-1", [.. TakingOver.Commands(ItemState.None, secret, new(2020, 1, 1), "1", Today, false)]);

        Assert.Null(await Reader.FindAsync(tenant, "draft-1", own: false, None));
        Assert.Null(await Reader.FindAsync(tenant, "secret-1", own: false, None));
        Assert.Empty((await Reader.FindAsync(tenant, "open-1", own: false, None))!.History);
        var codes = (await Reader.ListAsync(tenant, new() { Limit = 200 }, own: false, None)).Select(l => l.Code).ToList();
        Assert.Contains("open-1", codes);
        Assert.DoesNotContain("draft-1", codes);
        Assert.DoesNotContain("secret-1", codes);
    }

    [Fact]
    public async Task VersionThatGaveWay_BringsNoEarlierOneBack_WhenItsSuccessorIsRetired()
    {
        var tenant = await CountyWithDepartmentAsync("330802");
        var document = Document("way-1");
        ItemCommand[] reviewed = [new ItemCommand.Check(), new ItemCommand.Settle("1号"), new ItemCommand.Review(ReviewOffice.LegalAffairs, "2号")];
        await ApplyAsync(tenant, "way-1", [.. TakingOver.Commands(ItemState.None, document, new(2020, 1, 1), "1", Today, false)]);
        await ApplyAsync(tenant, "way-1", [new ItemCommand.Draft(document, Anew: true), .. reviewed, new ItemCommand.Publish(Today.AddDays(300), Today)]);
        await ApplyAsync(tenant, "way-1", [new ItemCommand.Draft(document, Anew: true), .. reviewed, new ItemCommand.Publish(Today.AddDays(10), Today)]);
        Assert.Equal((1, Today.AddDays(10)), Line(await Reader.ListAsync(tenant, new() { Words = "way-1" }, own: true, None)));
        await ApplyAsync(tenant, "way-1", new ItemCommand.Retire(Today.AddDays(20), "3号", Today));

        var file = (await Reader.FindAsync(tenant, "way-1", own: true, None))!;
        Assert.Equal([1, 3, null, null], new[] { 0, 15, 50, 400 }.Select(days => file.InForce(Today.AddDays(days))?.Number));
        var later = new CatalogueReader(platform.Sessions, platform.Jurisdictions, new In(TimeSpan.FromDays(50)));
        Assert.Equal((null, null), Line(await later.ListAsync(tenant, new() { Words = "way-1" }, own: true, None)));

        static (int?, DateOnly?) Line(IReadOnlyList<CatalogueLine> lines) => (Assert.Single(lines).InForce, lines[0].EffectiveUntil);
    }

    [Fact]
    public async Task MistypedDayOfATakenOverCatalogue_IsToldWhereItCannotBePutRight()
    {
        var tenant = await CountyWithDepartmentAsync("330802");
        var document = Document("way-2");
        await ApplyAsync(tenant, "way-2", [.. TakingOver.Commands(ItemState.None, document, Today.AddYears(1), "1", Today, false)]);
        var outcome = (await Writer.ApplyAsync(
            tenant, "someone", [new ItemOrder("way-2", ground => TakingOver.Commands(ground.State, document, new(2024, 1, 1), "1", Today, false))], None))[0];
        Assert.Equal("item-effective-date-too-early", outcome.Refusal?.Code);
    }

    private sealed class In(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => TimeProvider.System.GetUtcNow() + ahead;
    }

    [Fact]
    public async Task SeededCounty_HasItsRegistry_AndSeedingAgainChangesNothing()
    {
        var tenant = platform["330825"].Id;
        var seeder = new DemoCatalogueSeeder(Writer, Departments, platform.Jurisdictions);
        var registries = new Registries(platform.Sessions);

        var catalogue = await seeder.SeedAsync(tenant, None);
        var registry = await registries.CurrentAsync(tenant, None);
        var history = await platform.Server.ScalarAsync<long>(DatabaseOf("330825"), "select count(*) from item_event");
        await seeder.SeedAsync(tenant, None);

        Assert.Equal(history, await platform.Server.ScalarAsync<long>(DatabaseOf("330825"), "select count(*) from item_event"));
        Assert.Equal(catalogue.Departments.Select(d => d.Code), registry.Departments.Select(d => d.Code).Order(StringComparer.Ordinal));
        Assert.Equal(catalogue.Items.Select(i => i.Code), registry.Items.Select(i => i.Code).Order(StringComparer.Ordinal));
        foreach (var item in catalogue.Items)
        {
            Assert.True(registry.TryItem(item.Code, out var registered));
            Assert.Equal(item.Earlier is null ? 1 : 2, registered.Versions.Length);
            Assert.Equal(item.Content.Limits, registered.VersionAt(Today).Limits);
            Assert.Equal(item.RetiredFrom, registered.RetiredFrom);
            Assert.True(registered.IsInForce(new(2024, 5, 6)));
        }
    }

    [Fact]
    public async Task ChangedCatalogue_IsReadAgainByItsVersion()
    {
        var tenant = await CountyWithDepartmentAsync("330122");
        var registries = new Registries(platform.Sessions);
        var before = await registries.AtLeastAsync(tenant, 1, None);

        await ApplyAsync(tenant, "new-1", [.. TakingOver.Commands(ItemState.None, Document("new-1"), new(2020, 1, 1), "1", Today, false)]);
        var head = await platform.Server.ScalarAsync<long>(DatabaseOf("330122"), $"select registry from head where tenant = {tenant}");

        Assert.True(head > before.Version);
        Assert.Same(before, registries.Cached(tenant, before.Version));
        Assert.Null(registries.Cached(tenant, head));
        Assert.True((await registries.AtLeastAsync(tenant, head, None)).TryItem("new-1", out _));
        Assert.False(before.TryItem("new-1", out _));
    }

    [Fact]
    public async Task List_FiltersAndPages()
    {
        var tenant = platform["330102"].Id;
        var catalogue = await new DemoCatalogueSeeder(Writer, Departments, platform.Jurisdictions).SeedAsync(tenant, None);
        var retired = catalogue.Items.Single(i => i.RetiredFrom is not null);

        var first = await Reader.ListAsync(tenant, new() { Limit = 10 }, own: true, None);
        var second = await Reader.ListAsync(tenant, new() { Limit = 10, After = first[9].Code }, own: true, None);
        Assert.Equal(11, first.Count);
        Assert.Equal(first[10].Code, second[0].Code);
        Assert.Equal([retired.Code], (await Reader.ListAsync(tenant, new() { State = CatalogueState.Retired }, own: true, None)).Select(l => l.Code));
        Assert.Equal(
            catalogue.Items.Count(i => i.Content.Kind == ItemKind.Penalty),
            (await Reader.ListAsync(tenant, new() { Kind = ItemKind.Penalty }, own: true, None)).Count);
        Assert.All(
            await Reader.ListAsync(tenant, new() { Department = catalogue.Departments[0].Code }, own: true, None),
            l => Assert.Equal(catalogue.Departments[0].Code, l.Department.Code));
        var name = catalogue.Items[5].Content.Name;
        Assert.Contains(await Reader.ListAsync(tenant, new() { Words = $" {name[1..]} " }, own: true, None), l => l.Name == name);
    }
}
