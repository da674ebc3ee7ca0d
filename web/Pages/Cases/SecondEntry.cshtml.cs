using Grains.Cases;
using Grains.Catalogue;
using Grains.Journal;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Tenancy;
using Tenancy.Permissions;
using Web.Entry;

namespace Web.Pages.Cases;

/// <summary>二次录入: types in what a department's own system handled; every event is marked with that source.</summary>
[Needs(Permission.EnterSecond)]
public sealed class SecondEntryModel(
    EntrySubjects subjects, EntryDesk desk, TimeProvider time, IStringLocalizer<Resources.Entry> words, Jurisdictions jurisdictions) : EntryPage(desk, time, words)
{
    private readonly EntryDesk _desk = desk;

    /// <summary>Where.</summary>
    public Jurisdiction Jurisdiction => jurisdictions.Tree[HttpContext.Caller().Tenant];

    /// <summary>The items to choose from, while none is chosen.</summary>
    public IReadOnlyList<(RegisteredDepartment Department, IReadOnlyList<CatalogueItem> Items)> Items { get; private set; } = [];

    /// <summary>What can be entered about a known case, while nothing is chosen.</summary>
    public EntryOffers? Offers { get; private set; }

    /// <summary>The number asked for.</summary>
    public string? Number { get; private set; }

    /// <summary>Shows the choice of a case, the offers for it, or the form.</summary>
    public async Task<IActionResult> OnGetAsync(
        [FromQuery(Name = "case")] long? id, string? number, string? item, string? kind, string? step, CancellationToken cancellation)
    {
        Number = string.IsNullOrWhiteSpace(number) ? null : number.Trim();
        if (id is null && item is null)
        {
            Items = await subjects.ItemsAsync(HttpContext.Caller(), CaseSource.SecondEntry, cancellation);
            return Page();
        }

        if (!await FindAsync(id, Number, item, cancellation))
            return NotFound();
        if (Subject!.Case is not null && string.IsNullOrEmpty(kind))
            Offers = EntryOffers.Of(Subject);
        else if ((string.IsNullOrEmpty(kind) ? First : KindOf(kind)) is { } known)
            Begin(known, step, Number);
        else
            return NotFound();
        return Page();
    }

    /// <summary>Records it.</summary>
    public async Task<IActionResult> OnPostAsync([FromQuery(Name = "case")] long? id, string? item, string? kind, CancellationToken cancellation) =>
        await FindAsync(id, Request.Form["caseNo"].ToString().Trim(), item, cancellation) && (string.IsNullOrEmpty(kind) ? First : KindOf(kind)) is { } known
            ? await TakeAsync(known, () => OnPostAsync(id, item, kind, cancellation))
            : NotFound();

    private CaseEventKind First => Subject!.Item.Kind.IsExOfficio() ? CaseEventKind.CaseFiled : CaseEventKind.Submitted;

    /// <summary>A case that is known, by its id or by number and the item's department; else one to come.</summary>
    private async Task<bool> FindAsync(long? id, string? number, string? item, CancellationToken cancellation)
    {
        var caller = HttpContext.Caller();
        Subject = id is null ? await subjects.OfItemAsync(caller, item, number, CaseSource.SecondEntry, cancellation) : null;
        if (Subject is { } fresh && !string.IsNullOrEmpty(number))
            id = await _desk.FindAsync(caller.Tenant, fresh.Department.Id, number, cancellation);
        if (id is { } known)
            Subject = await subjects.OfCaseAsync(caller, known, CaseSource.SecondEntry, cancellation);
        return Subject is not null;
    }
}
