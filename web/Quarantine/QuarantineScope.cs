using Grains.Journal;
using Tenancy.Permissions;

namespace Web.Quarantine;

/// <summary>What of the quarantine a caller may look into.</summary>
public sealed class QuarantineScope
{
    private QuarantineScope(Caller caller, Registry registry)
    {
        (Caller, Registry) = (caller, registry);
        var codes = caller.DepartmentsFor(Permission.ViewQuarantine);
        Departments = [.. registry.Departments.Where(department => codes is null || codes.Contains(department.Code))];
        Ids = codes is null ? null : [.. Departments.Select(department => department.Id)];
    }

    /// <summary>Who looks.</summary>
    public Caller Caller { get; }

    /// <summary>The departments and items of the caller's jurisdiction.</summary>
    public Registry Registry { get; }

    /// <summary>The departments that may be looked into, by id.</summary>
    public IReadOnlyList<RegisteredDepartment> Departments { get; }

    /// <summary>Their ids; null where they are all there are.</summary>
    public IReadOnlyCollection<int>? Ids { get; }

    /// <summary>The scope of a caller, by the registry as it stands.</summary>
    public static async Task<QuarantineScope> OfAsync(Caller caller, Registries registries, CancellationToken cancellation) =>
        new(caller, await registries.CurrentAsync(caller.Tenant, cancellation));

    /// <summary>Whether the entry may be looked at.</summary>
    public bool Holds(QuarantineId id) => Departments.Any(department => department.Id == id.Department);

    /// <summary>Whether what was not kept of a department may be looked at.</summary>
    public bool Holds(UnkeptEvents unkept) => Departments.Any(department => department.Id == unkept.Department);

    /// <summary>Whether the caller may decide about entries of a department.</summary>
    public bool MayResolve(int department) =>
        Registry.TryDepartment(department, out var known) && Caller.Can(Permission.ResolveQuarantine, Caller.Tenant, known.Code);

    /// <summary>Whether what is about people may be shown: to who may see people, and to who must correct it.</summary>
    public bool MaySeePersons(int department) =>
        MayResolve(department)
        || (Registry.TryDepartment(department, out var known) && Caller.Can(Permission.ViewPersons, Caller.Tenant, known.Code));

    /// <summary>Code of a department.</summary>
    public string CodeOf(int department) => Registry.TryDepartment(department, out var known) ? known.Code : "";

    /// <summary>Name of a department.</summary>
    public string NameOf(int department) => Registry.TryDepartment(department, out var known) ? known.Name : "—";
}
