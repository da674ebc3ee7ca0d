using Grains.Journal;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Tenancy;
using Tenancy.Permissions;
using Web.Rules;

namespace Web.Pages.Rules;

/// <summary>Publishes or proposes rules as a file in the form in which versions are downloaded; what it brings is told before it is recorded.</summary>
[Needs(Permission.EditRulebook)]
[RequestSizeLimit(4 * LoadRulebookEndpoint.LargestDocument)]
public sealed class UploadModel(
    Jurisdictions jurisdictions, RulebookBook book, RulebookShelf shelf, RulebookDesk desk, RuleWords say, IStringLocalizer<Resources.Rules> words)
    : ChangePage(jurisdictions, book, shelf, desk, say, words)
{
    private readonly IStringLocalizer<Resources.Rules> _words = words;

    /// <summary>The own layer from which a new one is best begun; null where there is none.</summary>
    public int? Published => RulebookPreview.Followed(History, Jurisdiction.Id, DateTimeOffset.MaxValue)?.Version;

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(string jurisdiction, CancellationToken cancellation) => await OpenAsync(jurisdiction, cancellation) ?? Page();

    /// <summary>Checks the file and tells what it would bring.</summary>
    public async Task<IActionResult> OnPostAsync(string jurisdiction, IFormFile? file, CancellationToken cancellation)
    {
        if (await OpenAsync(jurisdiction, cancellation) is { } answer)
            return answer;
        if (file is not { Length: > 0 and <= LoadRulebookEndpoint.LargestDocument })
        {
            Faults["file"] = _words[file is { Length: > 0 } ? "problem.rulebook-too-large" : "fault.file"].Value;
            return Page();
        }

        using var body = new MemoryStream();
        await file.CopyToAsync(body, cancellation);
        await CheckAsync(body.ToArray(), (_, _) => "form", cancellation);
        return Page();
    }

    /// <inheritdoc/>
    /// <remarks>A file says the whole of the rules: it is compared once more.</remarks>
    protected override Task<bool> LayAgainAsync(byte[] document, int waiting, string standing, CancellationToken cancellation) =>
        CheckAsync(document, (_, _) => "form", cancellation);

    /// <inheritdoc/>
    protected override string LaidAgain => "file";
}
