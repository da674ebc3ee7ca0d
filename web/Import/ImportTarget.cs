using Grains.Catalogue;
using Grains.Journal;
using Tenancy;
using Web.Catalogue;

namespace Web.Import;

/// <summary>Sees to it that the department and item a profile names are known where a log is imported.</summary>
public sealed class ImportTarget(Registries registries, DepartmentWriter departments, CatalogueWriter items)
{
    /// <summary>The registry in which they are, after registering what the profile brings along where they were not.</summary>
    /// <returns>The registry, or what is missing in it.</returns>
    public async Task<(Registry Registry, string? Missing)> FindAsync(
        TenantId tenant, MappingProfile profile, string actor, CancellationToken cancellation)
    {
        var registry = await registries.CurrentAsync(tenant, cancellation);
        if (MissingIn(registry, profile.Target) is not { } missing)
            return (registry, null);
        if (profile.Target.Register is not { } register)
            return (registry, missing);
        await RegisterAsync(tenant, registry, profile.Target, register, actor, cancellation);
        registry = await registries.CurrentAsync(tenant, cancellation);
        return (registry, MissingIn(registry, profile.Target));
    }

    private async Task RegisterAsync(
        TenantId tenant, Registry registry, TargetRules target, RegisterRules register, string actor, CancellationToken cancellation)
    {
        // Nothing will ever be sent for it again: as a department without a system its silence means nothing.
        if (!registry.TryDepartment(target.Department, out _))
            await departments.RegisterAsync(tenant, [new(target.Department, register.DepartmentName, HasSystem: false)], cancellation);
        if (!registry.TryItem(target.Item, out _))
        {
            await items.ApplyAsync(
                tenant, actor,
                [
                    new ItemOrder(target.Item, ground => TakingOver.Commands(
                        ground.State, register.Item, register.EffectiveFrom, register.Paper, ground.Today, ground.IsVertical(target.Department))),
                ],
                cancellation);
        }
    }

    private static string? MissingIn(Registry registry, TargetRules target)
    {
        foreach (var code in target.Departments.Values.Append(target.Department))
        {
            if (!registry.TryDepartment(code, out _))
                return $"department {code}";
        }

        foreach (var code in target.Items.Values.Append(target.Item))
        {
            if (!registry.TryItem(code, out _))
                return $"item {code}";
        }

        return null;
    }
}
