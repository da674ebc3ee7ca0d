using System.Globalization;
using Grains.Calendars;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Permissions;
using Web.Accounts;
using Web.Catalogue;

namespace Web.Pages.Accounts;

/// <summary>One account: its roles, its state, and what its administrators may do about both.</summary>
[Needs(Permission.ManageAccounts)]
public sealed class AccountModel(Jurisdictions jurisdictions, AccountList accounts, AccountDesk desk, PostDesk postDesk, MachineDepartments departments) : PageModel
{
    /// <summary>Whose account.</summary>
    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>It.</summary>
    public AccountLine Account { get; private set; } = null!;

    /// <summary>The departments for which a role can be held.</summary>
    public IReadOnlyList<DepartmentEntry> Departments { get; private set; } = [];

    /// <summary>The posts of the departments for which it is a post user.</summary>
    public IReadOnlyList<DepartmentPosts> Posts { get; private set; } = [];

    /// <summary>The roles that the caller may hand on here.</summary>
    public IReadOnlyList<Role> Roles { get; private set; } = [];

    /// <summary>It is the caller's own: nobody grants to, suspends or resets that.</summary>
    public bool IsOwn => Account.Id.ToString() == HttpContext.Caller().Subject;

    /// <summary>Code of what forbids the caller to change this account; null where nothing does.</summary>
    public string? Beyond => this switch
    {
        { IsOwn: true } => "own-account",
        { IsOwnAuditor: true, Jurisdiction.Parent: not null } => "watches-you",
        _ => HttpContext.Caller().CanTouch(Jurisdiction.Id, Account.Grants.Select(grant => grant.Holding), jurisdictions.Tree) ? null : "holds-more",
    };

    /// <summary>It is an auditor's of the caller's own jurisdiction: of a root he may be shut out, but his account is never opened.</summary>
    public bool IsOwnAuditor =>
        HttpContext.Caller().Tenant == Jurisdiction.Id && Account.Grants.Any(grant => grant.Holding is { Role: Role.SecurityAuditor, Power: Power.Exercise });

    /// <summary>The link of a reset just made; told once.</summary>
    public string? Link { get; private set; }

    /// <summary>Code of the fault; null where there is none.</summary>
    public string? Fault { get; private set; }

    /// <summary>Name of a jurisdiction.</summary>
    public string NameOf(TenantId over) => jurisdictions.Tree.TryFind(over, out var place) ? place.Name : "—";

    /// <summary>Shows the account.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, string? jurisdiction, CancellationToken cancellation) =>
        await PrepareAsync(id, jurisdiction, cancellation) ? Page() : NotFound();

    /// <summary>Suspends it.</summary>
    public Task<IActionResult> OnPostSuspendAsync(Guid id, string? jurisdiction, CancellationToken cancellation) =>
        DoAsync(id, jurisdiction, caller => desk.SuspendAsync(caller, Jurisdiction.Id, id, suspended: true, cancellation), cancellation);

    /// <summary>Restores it.</summary>
    public Task<IActionResult> OnPostRestoreAsync(Guid id, string? jurisdiction, CancellationToken cancellation) =>
        DoAsync(id, jurisdiction, caller => desk.SuspendAsync(caller, Jurisdiction.Id, id, suspended: false, cancellation), cancellation);

    /// <summary>Unlocks it.</summary>
    public Task<IActionResult> OnPostUnlockAsync(Guid id, string? jurisdiction, CancellationToken cancellation) =>
        DoAsync(id, jurisdiction, caller => desk.UnlockAsync(caller, Jurisdiction.Id, id, cancellation), cancellation);

    /// <summary>Takes its password away and shows a new link.</summary>
    public async Task<IActionResult> OnPostResetAsync(Guid id, string? jurisdiction, CancellationToken cancellation)
    {
        if (!await PrepareAsync(id, jurisdiction, cancellation))
            return NotFound();
        var (invitation, refusal) = await desk.ResetAsync(HttpContext.Caller(), Jurisdiction.Id, id, cancellation);
        Fault = refusal?.Code;
        if (invitation is not null)
        {
            Link = $"{Request.Scheme}://{Request.Host}{InvitationLink.Of(Jurisdiction.Key, invitation.Token)}";
            await PrepareAsync(id, jurisdiction, cancellation);
        }

        return Page();
    }

    /// <summary>Grants a role.</summary>
    public Task<IActionResult> OnPostGrantAsync(
        Guid id, string? jurisdiction, string? role, string? department, bool onward, string? until, CancellationToken cancellation) =>
        DoAsync(id, jurisdiction, async caller =>
        {
            if (!RoleNames.TryParse(role ?? "", out var known))
                return new AccountRefusal("role-unknown", "Choose a role.");
            if (!onward && known.IsDepartmental() && known != Role.DepartmentSystem && string.IsNullOrEmpty(department))
                return new AccountRefusal("department-missing", "The role is held for one department.");
            DateTimeOffset? end = null;
            if (!string.IsNullOrEmpty(until))
            {
                if (!DateOnly.TryParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var last))
                    return new AccountRefusal("until-invalid", "A day such as 2026-12-31.");
                end = Zone.Of(Jurisdiction.Zone).EndOf(last);
            }

            var holding = new Holding(known, Jurisdiction.Id, string.IsNullOrEmpty(department) ? null : department, onward ? Power.GrantOnward : Power.Exercise);
            return await desk.GrantAsync(caller, Jurisdiction.Id, id, holding, end, cancellation);
        }, cancellation);

    /// <summary>Gives it the posts of a department that are ticked, and no others.</summary>
    public Task<IActionResult> OnPostPostsAsync(Guid id, string? jurisdiction, string? department, string[] posts, CancellationToken cancellation) =>
        DoAsync(id, jurisdiction, caller => postDesk.SetAsync(caller, Jurisdiction, Account, department, posts, cancellation), cancellation);

    /// <summary>Revokes a role.</summary>
    public Task<IActionResult> OnPostRevokeAsync(Guid id, string? jurisdiction, Guid grant, CancellationToken cancellation) =>
        DoAsync(id, jurisdiction, caller => desk.RevokeAsync(caller, Jurisdiction.Id, id, grant, cancellation), cancellation);

    private async Task<IActionResult> DoAsync(Guid id, string? jurisdiction, Func<Caller, Task<AccountRefusal?>> act, CancellationToken cancellation)
    {
        if (!await PrepareAsync(id, jurisdiction, cancellation))
            return NotFound();
        if (await act(HttpContext.Caller()) is not { } refusal)
            return LocalRedirect($"/accounts/{id}?jurisdiction={Uri.EscapeDataString(Jurisdiction.Key)}");
        Fault = refusal.Code;
        return Page();
    }

    private async Task<bool> PrepareAsync(Guid id, string? key, CancellationToken cancellation)
    {
        var caller = HttpContext.Caller();
        if (!jurisdictions.TryPlace(caller, key, Permission.ManageAccounts, out var place)
            || await accounts.ReadAsync(place.Id, id, cancellation) is not [var account])
            return false;
        (Jurisdiction, Account) = (place, account);
        Roles = IndexModel.RolesOf(caller, place, jurisdictions.Tree, ofSystems: true);
        Departments = await departments.OfAsync(caller, place, cancellation);
        Posts = await postDesk.ReadAsync(place, account, cancellation);
        return true;
    }
}
