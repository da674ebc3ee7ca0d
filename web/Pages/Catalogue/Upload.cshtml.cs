using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Tenancy;
using Tenancy.Permissions;
using Web.Catalogue;
using Web.Catalogue.Import;

namespace Web.Pages.Catalogue;

/// <summary>An uploaded file: what would become of it, and once it was taken in, what became of it.</summary>
[Needs(Permission.EditCatalogue)]
public sealed class UploadModel(
    ItemUploads uploads, ItemImport import, CatalogueActs acts, Jurisdictions jurisdictions, IStringLocalizer<Resources.Catalogue> texts) : PageModel
{
    /// <summary>How many faults and gaps are listed on the page; the report has all.</summary>
    public const int MostListed = 200;

    /// <summary>Whose catalogue.</summary>
    public Jurisdiction Jurisdiction => jurisdictions.Tree[HttpContext.Caller().Tenant];

    /// <summary>The upload.</summary>
    public ItemUpload Upload { get; private set; } = null!;

    /// <summary>What would become, or became, of it.</summary>
    public ItemImportAnswer Answer { get; private set; } = null!;

    /// <summary>Why it cannot be read at all; null = it can.</summary>
    public string? Unreadable { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) ? Page() : NotFound();

    /// <summary>Everything that is wrong or missing, as a file.</summary>
    public async Task<IActionResult> OnGetReportAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        var csv = new CsvText().Line("row", "itemCode", "field", "code", "message", "expected");
        foreach (var fault in Answer.Refused)
            csv.Line(fault.Row.ToString(CultureInfo.InvariantCulture), fault.ItemCode, fault.Field, fault.Code, fault.Message, fault.Expected);
        foreach (var (lack, finding) in Answer.Incomplete.SelectMany(l => l.Missing.Select(m => (l, m))))
            csv.Line(lack.Row.ToString(CultureInfo.InvariantCulture), lack.ItemCode, finding.At ?? "", finding.Code, texts[$"finding.{finding.Code}"].Value, "");
        return File(csv.ToBytes(), "text/csv; charset=utf-8", $"{Path.GetFileNameWithoutExtension(Upload.FileName)}-faults.csv");
    }

    /// <summary>Takes it in; a second time only shows what became of it.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        var caller = HttpContext.Caller();
        if (await uploads.FindAsync(caller.Tenant, id, cancellation) is not { } upload || upload.Actor != caller.Login)
            return NotFound();
        if ((upload.Options.EffectiveFrom is not null && !caller.Can(Permission.PublishItems, caller.Tenant))
            || (upload.Options.RegisterDepartments && !caller.Can(Permission.ManageDepartments, caller.Tenant)))
            return Forbid();
        var rows = await upload.ReadAsync(cancellation);
        if (upload.TakenAt is null && rows.Unreadable is null)
        {
            var outcome = await acts.ImportAsync(caller, upload.FileName, rows, upload.Options, MayEdit(caller), cancellation);
            await uploads.FinishAsync(caller.Tenant, id, outcome, CancellationToken.None);
        }

        return Redirect($"/catalogue/import/{id}");
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        var caller = HttpContext.Caller();
        // Whoever uploaded it decides; what another person typed elsewhere is not shown before it is taken in.
        if (await uploads.FindAsync(caller.Tenant, id, cancellation) is not { } upload || upload.Actor != caller.Login)
            return false;
        Upload = upload;
        if (upload.Outcome is { } outcome)
        {
            Answer = outcome;
            return true;
        }

        var rows = await upload.ReadAsync(cancellation);
        if (rows.Unreadable is { } fault)
            Unreadable = $"{fault.Field}: {texts[$"import.{fault.Code}", fault.Value].Value}";
        Answer = await import.PreviewAsync(caller.Tenant, rows, upload.Options, MayEdit(caller), cancellation);
        return true;
    }

    private static Func<string, bool> MayEdit(Caller caller) => department => caller.MayEdit(caller.Tenant, department);
}
