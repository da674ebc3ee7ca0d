using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tenancy;
using Tenancy.Permissions;
using Web.Catalogue;

namespace Web.Pages.Departments;

/// <summary>The departments of the own jurisdiction: registered, renamed, and told whether they have a system of their own.</summary>
[Needs(Permission.ManageDepartments, whole: true)]
public sealed class IndexModel(Jurisdictions jurisdictions, CatalogueReader reader, CatalogueActs acts) : PageModel
{
    /// <summary>Whose departments.</summary>
    public Jurisdiction Jurisdiction => jurisdictions.Tree[HttpContext.Caller().Tenant];

    /// <summary>They, by code.</summary>
    public IReadOnlyList<DepartmentEntry> Departments { get; private set; } = [];

    /// <summary>What was typed and refused; null where nothing was.</summary>
    public DepartmentEntry? Typed { get; private set; }

    /// <summary>Code of the fault; null where there is none.</summary>
    public string? Fault { get; private set; }

    /// <summary>Name of the department just registered or changed; null for none.</summary>
    public string? Done { get; private set; }

    /// <summary>Whether it was changed, not registered.</summary>
    public bool IsChange { get; private set; }

    /// <summary>Whether what was typed was to change this one.</summary>
    public bool IsBeingChanged(DepartmentEntry department) =>
        Typed?.Code == department.Code && Fault is not (DepartmentEntry.Exists or DepartmentEntry.Unknown);

    /// <summary>Shows the list, and the department that was just registered or changed, by its code.</summary>
    public async Task OnGetAsync(string? done, string? changed, CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        IsChange = changed is not null;
        Done = Departments.FirstOrDefault(department => department.Code == (changed ?? done))?.Name;
    }

    /// <summary>Registers a department that is not there yet.</summary>
    public Task<IActionResult> OnPostAsync(string? code, string? name, bool vertical, bool hasSystem, CancellationToken cancellation) =>
        SaveAsync(new(code?.Trim() ?? "", name?.Trim() ?? "", vertical, hasSystem), isNew: true, cancellation);

    /// <summary>Changes one that is.</summary>
    public Task<IActionResult> OnPostChangeAsync(string? code, string? name, bool vertical, bool hasSystem, CancellationToken cancellation) =>
        SaveAsync(new(code ?? "", name?.Trim() ?? "", vertical, hasSystem), isNew: false, cancellation);

    private async Task<IActionResult> SaveAsync(DepartmentEntry typed, bool isNew, CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        Fault = typed.Fault()?.Problem ?? (isNew || Departments.Any(known => known.Code == typed.Code) ? null : DepartmentEntry.Unknown);
        if (Fault is null && await CarryOutAsync(typed, isNew, cancellation))
            return LocalRedirect($"/departments{QueryString.Create(isNew ? "done" : "changed", typed.Code)}");
        if (Fault is null)
        {
            // Somebody else may have registered it since the list was read.
            Fault = DepartmentEntry.Exists;
            await ReadAsync(cancellation);
        }

        Typed = typed;
        return Page();
    }

    private async Task<bool> CarryOutAsync(DepartmentEntry typed, bool isNew, CancellationToken cancellation)
    {
        if (isNew)
            return await acts.RegisterAsync(HttpContext.Caller(), typed, cancellation);
        await acts.ChangeAsync(HttpContext.Caller(), typed, cancellation);
        return true;
    }

    private async Task ReadAsync(CancellationToken cancellation) =>
        Departments = await reader.DepartmentsAsync(HttpContext.Caller().Tenant, own: true, cancellation);
}
