using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Tenancy;
using Tenancy.Permissions;
using Web.Catalogue.Endpoints;
using Web.Catalogue.Import;

namespace Web.Pages.Catalogue;

/// <summary>Takes a file of items to be looked at; nothing is kept in the catalogue yet.</summary>
[Needs(Permission.EditCatalogue)]
[RequestSizeLimit(ImportItemsEndpoint.LargestFile + (64 * 1024))]
[RequestFormLimits(MultipartBodyLengthLimit = ImportItemsEndpoint.LargestFile + (64 * 1024))]
public sealed class ImportModel(ItemUploads uploads, Jurisdictions jurisdictions, IStringLocalizer<Resources.Catalogue> texts) : PageModel
{
    /// <summary>Whose catalogue.</summary>
    public Jurisdiction Jurisdiction => jurisdictions.Tree[HttpContext.Caller().Tenant];

    /// <summary>Whether the viewer may take over what was published elsewhere.</summary>
    public bool MayPublish => HttpContext.Caller().Can(Permission.PublishItems, Jurisdiction.Id);

    /// <summary>Whether the viewer may register departments.</summary>
    public bool MayRegister => HttpContext.Caller().Can(Permission.ManageDepartments, Jurisdiction.Id);

    /// <summary>The day as typed.</summary>
    public string? TypedFrom { get; private set; }

    /// <summary>The paper as typed.</summary>
    public string? TypedPaper { get; private set; }

    /// <summary>What is wrong, by field.</summary>
    public Dictionary<string, string> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>Shows the form.</summary>
    public IActionResult OnGet() => Page();

    /// <summary>Keeps the file and shows what would become of it.</summary>
    public async Task<IActionResult> OnPostAsync(IFormFile? file, string? effectiveFrom, string? paper, bool registerDepartments, CancellationToken cancellation)
    {
        (TypedFrom, TypedPaper) = (effectiveFrom, paper);
        DateOnly? from = DateOnly.TryParseExact(effectiveFrom, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        if (file is not { Length: > 0 and <= ImportItemsEndpoint.LargestFile })
            Faults["file"] = texts["problem.file-missing"].Value;
        if (from is null && !string.IsNullOrEmpty(effectiveFrom))
            Faults["effectiveFrom"] = texts["problem.day-missing"].Value;
        if (from is not null && string.IsNullOrWhiteSpace(paper))
            Faults["paper"] = texts["problem.paper-missing"].Value;
        if (Faults.Count > 0)
            return Page();
        if ((from is not null && !MayPublish) || (registerDepartments && !MayRegister))
            return Forbid();
        using var body = new MemoryStream();
        await file!.CopyToAsync(body, cancellation);
        if (await uploads.KeepAsync(
            Jurisdiction.Id, HttpContext.Caller().Login, Path.GetFileName(file.FileName), new(from, paper?.Trim(), registerDepartments), body.ToArray(), cancellation) is { } id)
            return Redirect($"/catalogue/import/{id}");
        Faults["file"] = texts["problem.uploads-full", ItemUploads.MostWaiting, ItemUploads.MostMebibytes].Value;
        return Page();
    }
}
