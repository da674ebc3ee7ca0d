using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Machines;
using Tenancy.Permissions;
using Web.Accounts;
using Web.Catalogue;

namespace Web.Pages.Accounts;

/// <summary>The machine clients of a jurisdiction's departments: registered, given new secrets and scopes, suspended.</summary>
[Needs(Permission.ManageMachines)]
public sealed class ClientsModel(Jurisdictions jurisdictions, MachineList machines, AccountDesk desk, MachineDepartments departments) : PageModel
{
    private IReadOnlyList<DepartmentEntry> _departments = [];

    /// <summary>Whose clients.</summary>
    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>They.</summary>
    public IReadOnlyList<MachineLine> Clients { get; private set; } = [];

    /// <summary>The departments for which the caller may register one.</summary>
    public IReadOnlyList<DepartmentEntry> Departments { get; private set; } = [];

    /// <summary>Whether the jurisdiction has any department.</summary>
    public bool HasDepartments => _departments.Count > 0;

    /// <summary>A secret just made; told once.</summary>
    public MachineCredentials? Credentials { get; private set; }

    /// <summary>The former secret ended at once.</summary>
    public bool AtOnce { get; private set; }

    /// <summary>Whether the caller may hand on the role of a system of a department here; without that nothing is registered or changed.</summary>
    public bool MayChange(string department) =>
        HttpContext.Caller().CanGrant(new(Role.DepartmentSystem, Jurisdiction.Id, department), jurisdictions.Tree);

    /// <summary>The name as typed.</summary>
    public string? Name { get; private set; }

    /// <summary>The department chosen.</summary>
    public string? Department { get; private set; }

    /// <summary>The way chosen by which it tells.</summary>
    public string Source { get; private set; } = MachineSources.Interface;

    /// <summary>Code of the fault; null where there is none.</summary>
    public string? Fault { get; private set; }

    /// <summary>Shows the list.</summary>
    public async Task<IActionResult> OnGetAsync(string? jurisdiction, CancellationToken cancellation)
    {
        // Who administers one below alone is at home there.
        var caller = HttpContext.Caller();
        if (jurisdiction is null && caller.PlaceOf(Permission.ManageMachines) is { } place && place != caller.Tenant)
            return Redirect($"/machines?jurisdiction={Uri.EscapeDataString(jurisdictions.Tree[place].Key)}");
        return await PrepareAsync(jurisdiction, cancellation) ? Page() : NotFound();
    }

    /// <summary>Registers a client.</summary>
    public async Task<IActionResult> OnPostAsync(
        string? jurisdiction, string? name, string? department, string? source, List<string> scopes, CancellationToken cancellation)
    {
        if (!await PrepareAsync(jurisdiction, cancellation))
            return NotFound();
        (Name, Department, Source) = (name?.Trim(), department, source ?? MachineSources.Interface);
        if (_departments.All(known => known.Code != department))
            Fault = MachineDepartments.Unknown.Code;
        else
            await TellAsync(desk.RegisterAsync(HttpContext.Caller(), Jurisdiction.Id, Name ?? "", department!, scopes, Source, cancellation), cancellation);
        return Page();
    }

    /// <summary>Gives a client a new secret; a leaked one ends at once.</summary>
    public async Task<IActionResult> OnPostSecretAsync(string? jurisdiction, string? client, bool atOnce, CancellationToken cancellation)
    {
        if (!await PrepareAsync(jurisdiction, cancellation))
            return NotFound();
        AtOnce = atOnce;
        await TellAsync(desk.ChangeSecretAsync(HttpContext.Caller(), Jurisdiction.Id, client ?? "", atOnce, cancellation), cancellation);
        return Page();
    }

    /// <summary>Gives a client other scopes.</summary>
    public Task<IActionResult> OnPostScopesAsync(string? jurisdiction, string? client, List<string> scopes, CancellationToken cancellation) =>
        DoAsync(jurisdiction, caller => desk.ChangeScopesAsync(caller, Jurisdiction.Id, client ?? "", scopes, cancellation), cancellation);

    /// <summary>Suspends a client.</summary>
    public Task<IActionResult> OnPostSuspendAsync(string? jurisdiction, string? client, CancellationToken cancellation) =>
        DoAsync(jurisdiction, caller => desk.SuspendMachineAsync(caller, Jurisdiction.Id, client ?? "", suspended: true, cancellation), cancellation);

    /// <summary>Restores a client.</summary>
    public Task<IActionResult> OnPostRestoreAsync(string? jurisdiction, string? client, CancellationToken cancellation) =>
        DoAsync(jurisdiction, caller => desk.SuspendMachineAsync(caller, Jurisdiction.Id, client ?? "", suspended: false, cancellation), cancellation);

    /// <summary>Name of a department; its code where there is none of it.</summary>
    public string DepartmentName(string code) => _departments.FirstOrDefault(department => department.Code == code)?.Name ?? code;

    private async Task TellAsync(Task<(MachineCredentials? Credentials, AccountRefusal? Refusal)> work, CancellationToken cancellation)
    {
        var (credentials, refusal) = await work;
        (Credentials, Fault) = (credentials, refusal?.Code);
        if (credentials is not null)
            (Name, Department, Source, Clients) = (null, null, MachineSources.Interface, await machines.ReadAsync(Jurisdiction.Id, cancellation));
    }

    private async Task<IActionResult> DoAsync(string? jurisdiction, Func<Caller, Task<AccountRefusal?>> act, CancellationToken cancellation)
    {
        if (!await PrepareAsync(jurisdiction, cancellation))
            return NotFound();
        if (await act(HttpContext.Caller()) is not { } refusal)
            return LocalRedirect($"/machines?jurisdiction={Uri.EscapeDataString(Jurisdiction.Key)}");
        Fault = refusal.Code;
        return Page();
    }

    private async Task<bool> PrepareAsync(string? key, CancellationToken cancellation)
    {
        var caller = HttpContext.Caller();
        if (!jurisdictions.TryPlace(caller, key, Permission.ManageMachines, out var place))
            return false;
        Jurisdiction = place;
        _departments = await departments.OfAsync(caller, place, cancellation);
        Departments = [.. _departments.Where(department => MayChange(department.Code))];
        Clients = await machines.ReadAsync(place.Id, cancellation);
        return true;
    }
}
