using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Tenancy;
using Tenancy.Permissions;
using Web.Import;
using Web.Import.Jobs;

namespace Web.Pages.Imports;

/// <summary>Uploads event logs of the own jurisdiction's history, and shows how the imports go.</summary>
[Needs(Permission.ImportHistory, whole: true)]
[RequestSizeLimit(StartImportEndpoint.LargestFile)]
[RequestFormLimits(MultipartBodyLengthLimit = StartImportEndpoint.LargestFile)]
public sealed class IndexModel(ImportDesk desk, ImportJobs jobs, Jurisdictions jurisdictions, IStringLocalizer<Resources.Imports> texts) : PageModel
{
    /// <summary>Whose history.</summary>
    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>The last imports, newest first.</summary>
    public IReadOnlyList<ImportJob> Jobs { get; private set; } = [];

    /// <summary>Names of the shipped profiles.</summary>
    public IReadOnlyList<string> Profiles => MappingProfiles.Shipped;

    /// <summary>Whether any import still runs, so that the list asks again.</summary>
    public bool Running => Jobs.Any(job => job.Status == ImportStatus.Running);

    /// <summary>What was done by the last form.</summary>
    public string? Done { get; private set; }

    /// <summary>What is wrong with the last form, by field.</summary>
    public Dictionary<string, string[]> Faults { get; private set; } = new(StringComparer.Ordinal);

    /// <summary>Shows the page.</summary>
    public Task OnGetAsync(CancellationToken cancellation) => ShowAsync(cancellation);

    /// <summary>The list alone, for those who wait.</summary>
    public async Task<IActionResult> OnGetJobsAsync(CancellationToken cancellation)
    {
        await ShowAsync(cancellation);
        return Partial("_Jobs", this);
    }

    /// <summary>Takes an upload in.</summary>
    public async Task<IActionResult> OnPostAsync(
        IFormFile? file, IFormFile? profileFile, string? profile, string? department, string? item, CancellationToken cancellation)
    {
        if (file is null)
            Faults["file"] = [texts["fault.missing"].Value];
        else
            await AcceptAsync(file, profileFile, profile, department, item, cancellation);
        await ShowAsync(cancellation);
        return Page();
    }

    /// <summary>Cancels an import.</summary>
    public async Task<IActionResult> OnPostCancelAsync(Guid job, CancellationToken cancellation)
    {
        var known = await jobs.FindAsync(HttpContext.Caller().Tenant, job, cancellation);
        var outcome = await desk.CancelAsync(HttpContext.Caller(), job, cancellation);
        if (known is null || outcome == CancelOutcome.Unknown)
            return NotFound();
        Done = texts[outcome == CancelOutcome.Cancelled ? "cancelled" : "cancelled.not", known.FileName].Value;
        await ShowAsync(cancellation);
        return Page();
    }

    /// <summary>Why an import failed, in a sentence.</summary>
    public string Reason(ImportJob job)
    {
        var (kind, detail) = job.Fault?.Split(": ", 2) is [var known, var rest] ? (known, rest) : (job.Fault ?? "", "");
        // What the jurisdiction does not have: a department or an item, and its code.
        var what = detail.Split(' ', 2) is ["department" or "item", _] parts ? $"{texts["what." + parts[0]].Value} {parts[1]}" : detail;
        return texts[$"failed.{kind}", what].Value;
    }

    private async Task AcceptAsync(
        IFormFile file, IFormFile? profileFile, string? profile, string? department, string? item, CancellationToken cancellation)
    {
        await using var log = file.OpenReadStream();
        await using var own = profileFile?.OpenReadStream();
        var taken = await desk.AcceptAsync(
            HttpContext.Caller(), new ImportUpload(file.FileName, log, profile, own, department, item), cancellation);
        if (taken.Job is not null)
            Done = texts["started", file.FileName].Value;
        Faults = ImportProblems.Of(taken.Faults, texts);
        if (taken.Full)
            Faults["file"] = [texts["fault.full", ImportJobs.MostOpen].Value];
    }

    private async Task ShowAsync(CancellationToken cancellation)
    {
        Jurisdiction = jurisdictions.Tree[HttpContext.Caller().Tenant];
        Jobs = await jobs.ListAsync(Jurisdiction.Id, cancellation);
    }
}
