using System.Collections.Concurrent;
using System.Collections.Immutable;
using Grains.Catalogue;
using Tenancy;
using Tenancy.Hosting;
using Web.Demo.Items;

namespace Web.Demo.Seeding;

/// <summary>Makes the demo province: tree, catalogues, accounts, systems; done again it adds only what is missing.</summary>
internal sealed class DemoSeeder(
    DemoProvince province, DemoPeople people, DemoSystems systems, DemoCatalogueSeeder catalogues, DemoWindow window, Jurisdictions jurisdictions, DatabaseServer server)
{
    private const int AtOnce = 4;

    /// <summary>Seeds, writes <c>demo.json</c>, and returns the systems and whether they are new; null where the databases hold a province that is not the demo's.</summary>
    public async Task<(DemoFile File, ImmutableArray<DemoSystem> Systems, bool IsNew)?> SeedAsync(string url, CancellationToken cancellation)
    {
        var before = await DemoFile.ReadAsync(server.DataFolder, cancellation);
        if (before is null && !await province.SeedAsync(cancellation))
            return null;
        if (await people.SeedAsync(DepartmentOf, cancellation) is not var (actor, accounts))
            return null;
        var known = before?.Systems.ToDictionary(s => s.ClientId, s => s.ClientSecret) ?? [];
        var seeded = new ConcurrentBag<DemoSystem>();
        var tenants = jurisdictions.Tree.SubtreeOf(actor.Tenant).Select(j => j.Id);
        await Parallel.ForEachAsync(tenants, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (tenant, stop) =>
        {
            var catalogue = before is null ? await catalogues.SeedAsync(tenant, stop) : DemoCatalogue.For(jurisdictions.Tree[tenant]);
            foreach (var system in await systems.SeedAsync(actor, tenant, catalogue, known, stop))
                seeded.Add(system);
        });
        if (before is null && jurisdictions.Tree.TryFind(DemoPeople.County, out var county))
            await window.SeedAsync(county, DepartmentOf(county.Id, withSystem: false), cancellation);
        ImmutableArray<DemoSystem> all = [.. seeded.OrderBy(s => s.ClientId, StringComparer.Ordinal)];
        var file = new DemoFile(url, accounts,
            [.. all.Select(s => new DemoFile.Machine(s.Jurisdiction, s.Department, s.ClientId, s.ClientSecret, [.. s.Items.Select(i => i.Code)]))]);
        await file.WriteAsync(server.DataFolder, cancellation);
        return (file, all, before is null);
    }

    /// <summary>The first department with a system; or, of those without, the one with the most items that somebody applies for.</summary>
    private string DepartmentOf(TenantId tenant, bool withSystem)
    {
        var catalogue = DemoCatalogue.For(jurisdictions.Tree[tenant]);
        return catalogue.Departments.Where(d => d.HasSystem == withSystem)
            .MaxBy(d => withSystem ? 0 : catalogue.Items.Count(i => i.Content.Department == d.Code && !i.Content.Kind.IsExOfficio()))!.Code;
    }
}
