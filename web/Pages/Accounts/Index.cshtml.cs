using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Permissions;
using Web.Accounts;
using Web.Catalogue;

namespace Web.Pages.Accounts;

/// <summary>The accounts of a jurisdiction, and the way to invite somebody.</summary>
[Needs(Permission.ManageAccounts)]
public sealed class IndexModel(Jurisdictions jurisdictions, AccountList accounts, AccountDesk desk, MachineDepartments departments) : PageModel
{
    /// <summary>Whose accounts.</summary>
    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>They.</summary>
    public IReadOnlyList<AccountLine> Accounts { get; private set; } = [];

    /// <summary>The departments for which a role can be held.</summary>
    public IReadOnlyList<DepartmentEntry> Departments { get; private set; } = [];

    /// <summary>The roles that the caller may hand on here.</summary>
    public IReadOnlyList<Role> Roles { get; private set; } = [];

    /// <summary>The link of an invitation just made; told once.</summary>
    public string? Link { get; private set; }

    /// <summary>Who was just invited, or what was typed.</summary>
    public string? Name { get; private set; }

    /// <summary>The display name as typed.</summary>
    public string? DisplayName { get; private set; }

    /// <summary>The role chosen.</summary>
    public string? Role { get; private set; }

    /// <summary>The department chosen.</summary>
    public string? Department { get; private set; }

    /// <summary>Code of the fault; null where there is none.</summary>
    public string? Fault { get; private set; }

    /// <summary>Shows the list.</summary>
    public async Task<IActionResult> OnGetAsync(string? jurisdiction, CancellationToken cancellation)
    {
        // Who administers one below alone is at home there.
        var caller = HttpContext.Caller();
        if (jurisdiction is null && caller.PlaceOf(Permission.ManageAccounts) is { } place && place != caller.Tenant)
            return Redirect($"/accounts?jurisdiction={Uri.EscapeDataString(jurisdictions.Tree[place].Key)}");
        return await PrepareAsync(jurisdiction, cancellation) ? Page() : NotFound();
    }

    /// <summary>Invites somebody.</summary>
    public async Task<IActionResult> OnPostAsync(
        string? jurisdiction, string? name, string? displayName, string? role, string? department, CancellationToken cancellation)
    {
        if (!await PrepareAsync(jurisdiction, cancellation))
            return NotFound();
        (Name, DisplayName, Role, Department) = (name?.Trim(), displayName, role, string.IsNullOrEmpty(department) ? null : department);
        var holding = RoleNames.TryParse(role ?? "", out var known) ? new Holding(known, Jurisdiction.Id, Department) : null;
        if (known.IsDepartmental() && Department is null)
        {
            Fault = "department-missing";
            return Page();
        }

        var (invitation, refusal) = await desk.InviteAsync(HttpContext.Caller(), Jurisdiction.Id, name ?? "", displayName ?? "", holding, cancellation);
        Fault = refusal?.Code;
        if (invitation is not null)
        {
            Link = $"{Request.Scheme}://{Request.Host}{InvitationLink.Of(Jurisdiction.Key, invitation.Token)}";
            Accounts = await accounts.ReadAsync(Jurisdiction.Id, cancellation: cancellation);
            (DisplayName, Role, Department) = (null, null, null);
        }

        return Page();
    }

    /// <summary>The roles that a caller holds to grant onward in a jurisdiction, by their number; a system's, which no person exercises, only where asked for.</summary>
    internal static IReadOnlyList<Role> RolesOf(Caller caller, Jurisdiction place, JurisdictionTree tree, bool ofSystems = false) =>
    [
        .. caller.Holdings.Where(held => held.Power == Power.GrantOnward && tree.IsWithin(place.Id, held.Over))
            .Select(held => held.Role).Where(role => ofSystems || role != Tenancy.Permissions.Role.DepartmentSystem).Distinct().Order(),
    ];

    private async Task<bool> PrepareAsync(string? key, CancellationToken cancellation)
    {
        var caller = HttpContext.Caller();
        if (!jurisdictions.TryPlace(caller, key, Permission.ManageAccounts, out var place))
            return false;
        Jurisdiction = place;
        Roles = RolesOf(caller, place, jurisdictions.Tree);
        Departments = await departments.OfAsync(caller, place, cancellation);
        Accounts = await accounts.ReadAsync(place.Id, cancellation: cancellation);
        return true;
    }
}
