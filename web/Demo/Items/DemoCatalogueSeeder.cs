using Grains.Catalogue;
using Tenancy;
using Web.Catalogue;

namespace Web.Demo.Items;

/// <summary>Registers and publishes the demo's departments and items; done twice it changes nothing.</summary>
public sealed class DemoCatalogueSeeder(CatalogueWriter items, DepartmentWriter departments, Jurisdictions jurisdictions)
{
    /// <summary>The paper by which the demo's catalogue is taken over.</summary>
    private const string Paper = "演示目录";

    /// <summary>Seeds one jurisdiction and returns what it has now.</summary>
    public async Task<DemoCatalogue> SeedAsync(TenantId tenant, CancellationToken cancellation)
    {
        var catalogue = DemoCatalogue.For(jurisdictions.Tree[tenant]);
        await departments.RegisterAsync(
            tenant, catalogue.Departments.Select(d => new DepartmentEntry(d.Code, d.Name, d.Vertical, d.HasSystem)), cancellation);
        await items.ApplyAsync(tenant, "demo", [.. catalogue.Items.Select(item => new ItemOrder(item.Code, ground => Commands(item, ground)))], cancellation);
        return catalogue;
    }

    private static IEnumerable<ItemCommand> Commands(DemoItem item, ItemOrder.Ground ground)
    {
        if (ground.State.Latest is not null)
            yield break;
        var vertical = ground.IsVertical(item.Content.Department);
        if (item.Earlier is { } earlier)
        {
            foreach (var command in TakingOver.Commands(ground.State, earlier, DemoCatalogue.FirstDay, Paper, ground.Today, vertical))
                yield return command;
        }

        foreach (var command in TakingOver.Commands(ground.State, item.Content, item.EffectiveFrom, Paper, ground.Today, vertical, opening: true))
            yield return command;
        if (item.RetiredFrom is { } from)
            yield return new ItemCommand.Retire(from, Paper, from.AddDays(-1));
    }
}
