using System.Collections.Immutable;
using System.Text;
using Grains.Journal;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Tenancy;
using Tenancy.Permissions;
using Web.Quarantine;

namespace Web.Pages.Quarantine;

/// <summary>One refused event: why it was not taken, and its correction.</summary>
[Needs(Permission.ViewQuarantine)]
[RequestFormLimits(ValueLengthLimit = 1024 * 1024)]
public sealed class EntryModel(
    QuarantineReader reader, QuarantineDesk desk, Registries registries, Jurisdictions jurisdictions, IStringLocalizer<Resources.Quarantine> texts) : PageModel
{
    /// <summary>Whose.</summary>
    public Jurisdiction Here { get; private set; } = null!;

    /// <summary>The event.</summary>
    public QuarantinedEvent Entry { get; private set; } = null!;

    /// <summary>What the viewer may look into.</summary>
    public QuarantineScope Scope { get; private set; } = null!;

    /// <summary>What came, line by line; null where it is not JSON.</summary>
    public ImmutableArray<JsonLine>? Original { get; private set; }

    /// <summary>What was recorded in its place, line by line.</summary>
    public ImmutableArray<JsonLine>? Correction { get; private set; }

    /// <summary>What came, as text, where it is not JSON and may be seen.</summary>
    public string? OriginalText { get; private set; }

    /// <summary>What stands in the form.</summary>
    public string Edited { get; private set; } = "";

    /// <summary>What is wrong with what was just sent.</summary>
    public RefusedEvent? Fault { get; private set; }

    /// <summary>Why what was just sent could not be taken, where it is no fault of the event.</summary>
    public string? Notice { get; private set; }

    /// <summary>What is wrong with the reason given for dismissing.</summary>
    public string? ReasonFault { get; private set; }

    /// <summary>Whether the viewer may decide about it.</summary>
    public bool MayResolve => Scope.MayResolve(Entry.Line.Id.Department) && Entry.Line.State == QuarantineState.Open;

    /// <summary>Whether what is about people may be shown.</summary>
    public bool MaySeePersons => Scope.MaySeePersons(Entry.Line.Id.Department);

    /// <summary>The line of what came, counted from 1, on which the field at fault begins; null where it is not there.</summary>
    public int? FaultyLine => Original is { } lines && lines.ToList().FindIndex(line => line.IsFaulty) is >= 0 and var at ? at + 1 : null;

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellation) =>
        await ShowAsync(id, cancellation) ?? Page();

    /// <summary>Sends the correction.</summary>
    public async Task<IActionResult> OnPostCorrectAsync(string id, string? text, CancellationToken cancellation)
    {
        if (await ShowAsync(id, cancellation) is { } missing)
            return missing;
        Edited = text ?? "";
        return await SendAsync(Encoding.UTF8.GetBytes(Edited), cancellation);
    }

    /// <summary>Sends it as it came.</summary>
    public async Task<IActionResult> OnPostResubmitAsync(string id, CancellationToken cancellation) =>
        await ShowAsync(id, cancellation) ?? await SendAsync(null, cancellation);

    /// <summary>Dismisses it.</summary>
    public async Task<IActionResult> OnPostDismissAsync(string id, string? reason, CancellationToken cancellation)
    {
        if (await ShowAsync(id, cancellation) is { } missing)
            return missing;
        if (!Scope.MayResolve(Entry.Line.Id.Department))
            return Forbid();
        if (DismissReason.Read(reason) is not { } why)
        {
            ReasonFault = texts["dismiss.reason.missing", QuarantineDesk.ReasonLength].Value;
            return Page();
        }

        await desk.DismissAsync(HttpContext.Caller(), [Entry.Line.Id], why, cancellation);
        return Redirect($"/quarantine/{Entry.Line.Id}");
    }

    private async Task<IActionResult> SendAsync(byte[]? corrected, CancellationToken cancellation)
    {
        if (!Scope.MayResolve(Entry.Line.Id.Department))
            return Forbid();
        switch (await desk.ResubmitAsync(HttpContext.Caller(), Entry.Line.Id, corrected, cancellation))
        {
            case ResubmitOutcome.Recorded or ResubmitOutcome.Decided:
                return Redirect($"/quarantine/{Entry.Line.Id}");
            case ResubmitOutcome.Refused refused:
                Fault = refused.Fault;
                return Page();
            case var other:
                Notice = texts["outcome." + OutcomeNames.Of(other)].Value;
                return Page();
        }
    }

    private async Task<IActionResult?> ShowAsync(string id, CancellationToken cancellation)
    {
        var caller = HttpContext.Caller();
        Here = jurisdictions.Tree[caller.Tenant];
        Scope = await QuarantineScope.OfAsync(caller, registries, cancellation);
        if (QuarantineId.Parse(id) is not { } known || !Scope.Holds(known) || await reader.FindAsync(caller.Tenant, known, cancellation) is not { } entry)
            return NotFound();
        Entry = entry;
        Original = JsonText.Lines(entry.Raw, entry.Line.Field, hidesPersons: !MaySeePersons);
        Correction = entry.Correction is { } correction ? JsonText.Lines(correction, "", hidesPersons: !MaySeePersons) : null;
        OriginalText = Original is null && MaySeePersons ? Encoding.UTF8.GetString(entry.Raw) : null;
        Edited = MayResolve ? JsonText.ToEdit(entry.Raw) : "";
        return null;
    }
}
