using Grains.Cases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Tenancy.Permissions;
using Web.Entry;

namespace Web.Pages.Cases;

/// <summary>The next step of a case of a department without a system: what the flow has come next, everything else, and the form for it.</summary>
[Needs(Permission.HandleCases)]
public sealed class NextModel(EntrySubjects subjects, EntryDesk desk, TimeProvider time, IStringLocalizer<Resources.Entry> words) : EntryPage(desk, time, words)
{
    /// <summary>What can be entered, while nothing is chosen.</summary>
    public EntryOffers? Offers { get; private set; }

    /// <summary>Shows the offers, or the form for one.</summary>
    public async Task<IActionResult> OnGetAsync(long id, string? kind, string? step, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        if (string.IsNullOrEmpty(kind))
            Offers = EntryOffers.Of(Subject!);
        else if (KindOf(kind) is { } known)
            Begin(known, step);
        else
            return NotFound();
        return Page();
    }

    /// <summary>Records it.</summary>
    public async Task<IActionResult> OnPostAsync(long id, string? kind, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) && KindOf(kind) is { } known ? await TakeAsync(known, () => OnPostAsync(id, kind, cancellation)) : NotFound();

    private async Task<bool> FindAsync(long id, CancellationToken cancellation) =>
        (Subject = await subjects.OfCaseAsync(HttpContext.Caller(), id, CaseSource.Form, cancellation)) is not null;
}
