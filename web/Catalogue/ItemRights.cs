using Grains.Catalogue;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Catalogue;

/// <summary>Who may take which step in the life of an item: pure predicates over the caller's own catalogue.</summary>
public static class ItemRights
{
    /// <summary>Whether the caller sees what is not published of a jurisdiction's catalogue: the own one, for who sees that; what is published, everybody sees.</summary>
    public static bool SeesDrafts(this Caller caller, TenantId tenant) => caller.Tenant == tenant && caller.CanAtHome(Permission.ViewCatalogue);

    /// <summary>Whether the caller may write, check, settle and send back documents of a department.</summary>
    public static bool MayEdit(this Caller caller, TenantId tenant, string department) => caller.Can(Permission.EditCatalogue, tenant, department);

    /// <summary>Whether the caller may publish and retire items of a department.</summary>
    public static bool MayPublish(this Caller caller, TenantId tenant, string department) => caller.Can(Permission.PublishItems, tenant, department);

    /// <summary>Whether the caller may review documents of a department for an office.</summary>
    public static bool MayReview(this Caller caller, TenantId tenant, string department, ReviewOffice office) =>
        caller.Can(office == ReviewOffice.Price ? Permission.ReviewFees : Permission.ReviewItems, tenant, department);
}
