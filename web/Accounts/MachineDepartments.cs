using Tenancy;
using Tenancy.Accounts;
using Tenancy.Permissions;
using Web.Catalogue;

namespace Web.Accounts;

/// <summary>The departments of a jurisdiction that accounts and clients can be given for.</summary>
public sealed class MachineDepartments(CatalogueReader catalogue)
{
    /// <summary>There is no such department.</summary>
    public static AccountRefusal Unknown { get; } = new("department-unknown", "The jurisdiction has no such department.");

    /// <summary>All of them, by code; those of another jurisdiction as the public sees them.</summary>
    public Task<IReadOnlyList<DepartmentEntry>> OfAsync(Caller caller, Jurisdiction place, CancellationToken cancellation) =>
        catalogue.DepartmentsAsync(place.Id, own: caller.Tenant == place.Id, cancellation);

    /// <summary>Whether there is one of this code.</summary>
    public async Task<bool> ExistsAsync(Caller caller, Jurisdiction place, string? code, CancellationToken cancellation) =>
        (await OfAsync(caller, place, cancellation)).Any(department => department.Code == code);
}
