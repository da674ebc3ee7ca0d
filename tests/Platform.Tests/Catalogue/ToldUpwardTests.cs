using System.Net.Http.Json;
using System.Text.Json;
using Grains.Catalogue;
using Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Quarantine;
using Platform.Tests.Server;
using Tenancy.Permissions;
using Web.Catalogue;
using Web.Demo.Items;
using Xunit;

namespace Platform.Tests.Catalogue;

/// <summary>What a county changes in its catalogue is seen by its ancestors: departments and their items, figures by kind of item, names.</summary>
public sealed class ToldUpwardTests(Bed bed) : IClassFixture<Bed>
{
    private const string Code = "told-upward-1";
    private static readonly CancellationToken None = CancellationToken.None;

    private TestPlatform Platform => bed.Site.Platform;

    private DateOnly Today => bed.Site.Services.GetRequiredService<CatalogueReader>().Today(Platform[Bed.County].Id);

    [Fact]
    public async Task ItemsInForce_AreTheSameForTheDepartmentTheDashboardAndTheProvince()
    {
        var department = await DepartmentAsync();
        using var inspector = await bed.Site.NewClientAsync(Bed.County, null, Role.Inspector);
        using var province = await bed.Site.NewClientAsync("330000", null, Role.Inspector);
        var (document, next) = (Document(Code), Document("told-upward-2"));
        var before = (await InForceAsync())[department];

        await OrderAsync(Code, new ItemCommand.Draft(document));
        await OrderAsync(next.Code, [.. TakingOver.Commands(ItemState.None, next, Today.AddDays(1), "1号", Today, vertical: false)]);
        await AssertToldAsync(before);
        await OrderAsync(Code, [.. TakingOver.Commands(ItemState.None, document, Today, "1号", Today, vertical: false)]);
        await AssertToldAsync(before + 1);
        await OrderAsync(Code, new ItemCommand.Retire(Today.AddDays(1), "2号", Today));
        await AssertToldAsync(before + 1);
        // As it is once that day has come.
        await Platform.Server.ExecuteAsync(Platform[Bed.County].Database, $"""
            update item_version set effective_until = '{Today:yyyy-MM-dd}' where tenant = {Platform[Bed.County].Id} and body ->> 'code' = '{Code}';
            update head set registry = registry + 1 where tenant = {Platform[Bed.County].Id}
            """);
        await AssertToldAsync(before);

        async Task AssertToldAsync(int expected)
        {
            var inForce = await InForceAsync();
            Assert.Equal(expected, inForce[department]);
            Assert.Equal(inForce.Values.Sum(), (await ItemsAsync(inspector)).Values.Sum());
            Assert.Equal(expected, (await ItemsAsync(inspector))[department]);
            Assert.Equal(expected, await UntilAsync(async () => (await ItemsAsync(province)).GetValueOrDefault(department, -1), items => items == expected));
        }
    }

    [Fact]
    public async Task NamesAndKinds_ReachTheProvince_WithTheCasesOfANewItem()
    {
        using var province = await bed.Site.NewClientAsync("330000", null, Role.Inspector);
        using var system = await bed.SystemAsync();
        var document = Document("told-upward-3") with { Kind = ItemKind.Adjudication };
        await OrderAsync(document.Code, [.. TakingOver.Commands(ItemState.None, document, Today.AddDays(-30), "1号", Today, vertical: false)]);
        await OrderAsync(document.Code, [.. TakingOver.Commands(ItemState.None, document with { Name = "改名后的裁决" }, Today, "2号", Today.AddDays(-1), vertical: false)]);
        var items = await province.GetFromJsonAsync<JsonElement>($"/api/v1/items?jurisdiction={Bed.County}&q={document.Code}");
        Assert.Equal("改名后的裁决", items.GetProperty("items")[0].GetProperty("name").GetString());

        Assert.Equal(1, (await Bed.SendAsync(system, bed.Event("UP-1", "up-1", document.Code, kind: "accepted"))).GetProperty("accepted").GetInt32());
        Assert.Equal(1, await UntilAsync(() => Platform.Server.ScalarAsync<long>(Platform["330000"].Database, $"""
            select coalesce(sum(accepted), 0)::bigint from figure
            where tenant = {Platform["330000"].Id} and origin = {Platform[Bed.County].Id} and part = 1 and item_kind = {(int)ItemKind.Adjudication}
            """), accepted => accepted == 1));

        var registered = new DepartmentEntry(bed.Department, "改名后的局");
        using var administrator = await bed.Site.NewAdministratorAsync(Bed.County);
        (await administrator.PutAsJsonAsync("/api/v1/departments", registered)).EnsureSuccessStatusCode();
        Assert.True(await UntilAsync(
            async () => (await province.GetStringAsync($"/api/v1/totals/departments?jurisdiction={Bed.County}")).Contains(registered.Name, StringComparison.Ordinal), told => told));
    }

    private ItemContent Document(string code) => ItemGenerator.Generate(ServiceItems.All[0], code, bed.Department, "经信局", []);

    private async Task OrderAsync(string code, params ItemCommand[] commands) => Assert.Null((await bed.Site.Services.GetRequiredService<CatalogueWriter>()
        .ApplyAsync(Platform[Bed.County].Id, "test", [new(code, _ => commands)], None))[0].Refusal);

    private async Task<int> DepartmentAsync()
    {
        var registry = await bed.Site.Services.GetRequiredService<Registries>().CurrentAsync(Platform[Bed.County].Id, None);
        Assert.True(registry.TryDepartment(bed.Department, out var department));
        return department.Id;
    }

    /// <summary>Items in force by department, as the domain says.</summary>
    private async Task<Dictionary<int, int>> InForceAsync()
    {
        var registry = await bed.Site.Services.GetRequiredService<Registries>().CurrentAsync(Platform[Bed.County].Id, None);
        return registry.Items.Where(item => item.IsInForce(Today)).CountBy(item => item.Department).ToDictionary();
    }

    private static async Task<Dictionary<int, int>> ItemsAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonElement>($"/api/v1/totals/departments?jurisdiction={Bed.County}")).GetProperty("departments").EnumerateArray()
            .ToDictionary(one => one.GetProperty("department").GetInt32(), one => one.GetProperty("items").GetInt32());

    /// <summary>What is read once it is as expected, or after half a minute.</summary>
    private static async Task<T> UntilAsync<T>(Func<Task<T>> read, Func<T, bool> expected)
    {
        var now = await read();
        for (var look = 0; look < 300 && !expected(now); look++)
        {
            await Task.Delay(100);
            now = await read();
        }

        return now;
    }
}
