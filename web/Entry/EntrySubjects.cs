using System.Collections.Immutable;
using Grains.Cases;
using Grains.Journal;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Permissions;
using Web.Cases;
using Web.Catalogue;

namespace Web.Entry;

/// <summary>Finds what a form is about, for those who may enter it and nobody else.</summary>
public sealed class EntrySubjects(CaseFileReader cases, CatalogueReader catalogue, JournalGround ground, Jurisdictions jurisdictions, AccountPosts posts, RoleHolders holders, TimeProvider time)
{
    /// <summary>Whether the caller may enter events of a department by this way: forms where it has no system, second entry where it has one.</summary>
    public static bool May(Caller caller, TenantId tenant, RegisteredDepartment department, CaseSource source) => source == CaseSource.SecondEntry
        ? department.System.Has && caller.CanEnterSecond(tenant, department.Code)
        : !department.System.Has && caller.CanHandleCases(tenant, department.Code);

    /// <summary>A case that is known; null = there is none, it is another department's, or it has no item.</summary>
    public async Task<EntrySubject?> OfCaseAsync(Caller caller, long id, CaseSource source, CancellationToken cancellation)
    {
        var departments = caller.DepartmentsFor(source == CaseSource.SecondEntry ? Permission.EnterSecond : Permission.HandleCases);
        if (await cases.FindAsync(caller.Tenant, id, departments, persons: [], cancellation) is not { Item: { } item } file
            || !May(caller, caller.Tenant, file.Department, source))
            return null;
        var subject = new EntrySubject
        {
            Jurisdiction = jurisdictions.Tree[caller.Tenant],
            Department = file.Department,
            Item = item,
            Source = source,
            HeldPosts = await HeldAsync(caller, file.Department, source, cancellation),
            Heads = [.. await holders.ReadAsync(caller.Tenant, Role.DepartmentHead, file.Department.Code, cancellation)],
            Case = file,
            Calendar = file.Calendar,
            Rulebooks = file.Rulebooks,
            Now = file.Now,
        };
        return subject with { Materials = await MaterialsAsync(subject, cancellation) };
    }

    /// <summary>A case to come of an item; null = there is no such item, or it is another department's.</summary>
    public async Task<EntrySubject?> OfItemAsync(Caller caller, string? item, string? number, CaseSource source, CancellationToken cancellation)
    {
        var now = new DateTimeOffset(time.GetUtcNow().Ticks / 10 * 10, TimeSpan.Zero);
        var judging = await ground.JudgingGroundAsync(caller.Tenant, (await ground.Registries.CurrentAsync(caller.Tenant, cancellation)).Version, now, cancellation);
        if (item is null || !judging.Registry.TryItem(item, out var found) || !judging.Registry.TryDepartment(found.Department, out var department)
            || !May(caller, caller.Tenant, department, source))
            return null;
        var subject = new EntrySubject
        {
            Jurisdiction = jurisdictions.Tree[caller.Tenant],
            Department = department,
            Item = found,
            Source = source,
            HeldPosts = await HeldAsync(caller, department, source, cancellation),
            Heads = [.. await holders.ReadAsync(caller.Tenant, Role.DepartmentHead, department.Code, cancellation)],
            Number = number,
            Calendar = judging.Calendar,
            Rulebooks = judging.Rulebooks,
            Now = now,
        };
        return subject with { Materials = await MaterialsAsync(subject, cancellation) };
    }

    /// <summary>The items of which the caller may enter cases by this way, by department and name.</summary>
    public async Task<IReadOnlyList<(RegisteredDepartment Department, IReadOnlyList<CatalogueItem> Items)>> ItemsAsync(
        Caller caller, CaseSource source, CancellationToken cancellation)
    {
        var registry = await ground.Registries.CurrentAsync(caller.Tenant, cancellation);
        var items = registry.Items.ToLookup(item => item.Department);
        return
        [
            .. registry.Departments.Where(department => May(caller, caller.Tenant, department, source))
                .Select(department => (department, (IReadOnlyList<CatalogueItem>)[.. items[department.Id].OrderBy(item => item.Name, StringComparer.CurrentCulture)])),
        ];
    }

    private async Task<ImmutableArray<string>> HeldAsync(Caller caller, RegisteredDepartment department, CaseSource source, CancellationToken cancellation) =>
        source == CaseSource.Form ? [.. await posts.OfAsync(caller, department.Code, cancellation)] : [];

    private async Task<ImmutableArray<string>> MaterialsAsync(EntrySubject subject, CancellationToken cancellation)
    {
        var file = await catalogue.FindAsync(subject.Jurisdiction.Id, subject.Item.Code, own: true, cancellation);
        return file?.Versions.FirstOrDefault(version => version.Number == subject.Version.Version)?.Content.Elements.Materials ?? [];
    }
}
