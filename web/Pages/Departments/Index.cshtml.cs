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
    /// <summary>Code of the fault that the department is no more as the form had shown it.</summary>
    public const string ChangedMeanwhile = "changed-meanwhile";

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
        SaveAsync(new(code?.Trim() ?? "", name?.Trim() ?? "", vertical, hasSystem), seen: null, cancellation);

    /// <summary>Changes one that is, where it still is what the form had shown of it.</summary>
    public Task<IActionResult> OnPostChangeAsync(
        string? code, string? name, bool vertical, bool hasSystem, string? seenName, bool seenVertical, bool seenSystem, CancellationToken cancellation) =>
        SaveAsync(
            new(code ?? "", name?.Trim() ?? "", vertical, hasSystem), new(code ?? "", seenName ?? "", seenVertical, seenSystem), cancellation);

    private async Task<IActionResult> SaveAsync(DepartmentEntry typed, DepartmentEntry? seen, CancellationToken cancellation)
    {
        var isNew = seen is null;
        await ReadAsync(cancellation);
        var known = Departments.FirstOrDefault(department => department.Code == typed.Code);
        Fault = typed.Fault()?.Problem ?? (isNew || known is not null ? null : DepartmentEntry.Unknown);
        if (Fault is null && seen is not null && OnOneLine(known!) != OnOneLine(seen) && known != typed)
        {
            (Fault, Typed) = (ChangedMeanwhile, LayOver(known!, seen, typed));
            return Page();
        }

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

    /// <summary>Browsers send ends of lines otherwise than they were shown; names that came with a catalogue could hold some once.</summary>
    private static DepartmentEntry OnOneLine(DepartmentEntry department) => department with { Name = department.Name.ReplaceLineEndings(" ") };

    /// <summary>What somebody has changed of what he saw, on the department as it stands now.</summary>
    private static DepartmentEntry LayOver(DepartmentEntry now, DepartmentEntry seen, DepartmentEntry typed) => now with
    {
        Name = typed.Name == seen.Name ? now.Name : typed.Name,
        Vertical = typed.Vertical == seen.Vertical ? now.Vertical : typed.Vertical,
        HasSystem = typed.HasSystem == seen.HasSystem ? now.HasSystem : typed.HasSystem,
    };

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
