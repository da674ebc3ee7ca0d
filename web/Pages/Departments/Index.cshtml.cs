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

    /// <summary>Whether what was typed was to change this one.</summary>
    public bool IsBeingChanged(DepartmentEntry department) =>
        Typed?.Code == department.Code && Fault is not ("department-exists" or "department-unknown");

    /// <summary>Shows the list, and what was just done to the department with this code.</summary>
    public async Task OnGetAsync(string? done, CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        Done = Departments.FirstOrDefault(department => department.Code == done)?.Name;
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
        var isThere = Departments.Any(known => known.Code == typed.Code);
        Fault = typed.Fault()?.Problem ?? (isNew, isThere) switch
        {
            (true, true) => "department-exists",
            (false, false) => "department-unknown",
            _ => null,
        };
        if (Fault is not null)
        {
            Typed = typed;
            return Page();
        }

        await acts.RegisterAsync(HttpContext.Caller(), typed, cancellation);
        return LocalRedirect($"/departments{QueryString.Create("done", typed.Code)}");
    }

    private async Task ReadAsync(CancellationToken cancellation) =>
        Departments = await reader.DepartmentsAsync(HttpContext.Caller().Tenant, own: true, cancellation);
}
