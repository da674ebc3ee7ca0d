using Grains.Catalogue;
using Grains.Journal;
using Tenancy;
using Web.Catalogue;

namespace Web.Import;

/// <summary>Sees to it that the department and item a profile names are known where a log is imported.</summary>
public sealed class ImportTarget(Registries registries)
{
    /// <summary>The registry in which they are, after registering what the profile brings along where they were not.</summary>
    /// <param name="tenant">Where the log is imported.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="registrar">Who registers what the profile brings along; null registers nothing.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The registry, or what is missing in it.</returns>
    public async Task<(Registry Registry, string? Missing)> FindAsync(
        TenantId tenant, MappingProfile profile, TargetRegistrar? registrar, CancellationToken cancellation)
    {
        var registry = await registries.CurrentAsync(tenant, cancellation);
        if (MissingIn(registry, profile.Target) is not { } missing)
            return (registry, null);
        if (profile.Target.Register is not { } register || registrar is null)
            return (registry, missing);
        await RegisterAsync(registrar, registry, profile.Target, register, cancellation);
        registry = await registries.CurrentAsync(tenant, cancellation);
        return (registry, MissingIn(registry, profile.Target));
    }

    private static async Task RegisterAsync(
        TargetRegistrar registrar, Registry registry, TargetRules target, RegisterRules register, CancellationToken cancellation)
    {
        // Nothing will ever be sent for it again: as a department without a system its silence means nothing.
        if (!registry.TryDepartment(target.Department, out _))
            await registrar.RegisterAsync(new(target.Department, register.DepartmentName, HasSystem: false), cancellation);
        if (!registry.TryItem(target.Item, out _))
        {
            await registrar.ApplyAsync(
                new ItemOrder(target.Item, ground => TakingOver.Commands(
                    ground.State, register.Item, register.EffectiveFrom, register.Paper, ground.Today, ground.IsVertical(target.Department))),
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
