using Grains.Cases;
using Grains.Catalogue;
using Grains.Journal;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Tenancy;
using Tenancy.Permissions;
using Web.Entry;

namespace Web.Pages.Cases;

/// <summary>Opens a case on the platform's own form, in a department without a system: what was applied for, by whom, with which materials.</summary>
[Needs(Permission.HandleCases)]
public sealed class NewModel(EntrySubjects subjects, EntryDesk desk, TimeProvider time, IStringLocalizer<Resources.Entry> words, Jurisdictions jurisdictions)
    : EntryPage(desk, time, words)
{
    private readonly EntryDesk _desk = desk;
    private readonly IStringLocalizer<Resources.Entry> _words = words;

    /// <summary>Where.</summary>
    public Jurisdiction Jurisdiction => jurisdictions.Tree[HttpContext.Caller().Tenant];

    /// <summary>The items to choose from, while none is chosen.</summary>
    public IReadOnlyList<(RegisteredDepartment Department, IReadOnlyList<CatalogueItem> Items)> Items { get; private set; } = [];

    /// <summary>Shows the choice of items, or the form for one.</summary>
    public async Task<IActionResult> OnGetAsync(string? item, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(item))
        {
            Items = await subjects.ItemsAsync(HttpContext.Caller(), CaseSource.Form, cancellation);
            return Page();
        }

        if (await FindAsync(item, number: null, cancellation) is { } missing)
            return missing;
        Begin(First, step: null, EntryNumber.Propose(Subject!.Calendar.Zone.DayOf(Subject.Now)));
        return Page();
    }

    /// <summary>Opens the case.</summary>
    public async Task<IActionResult> OnPostAsync(string? item, CancellationToken cancellation)
    {
        var number = Request.Form["caseNo"].ToString().Trim();
        if (await FindAsync(item, number, cancellation) is { } missing)
            return missing;
        if (number.Length == 0 || await _desk.FindAsync(Subject!.Jurisdiction.Id, Subject.Department.Id, number, cancellation) is not { } taken)
            return await TakeAsync(First, () => OnPostAsync(item, cancellation));
        // The same form again opens nothing anew; another form may not put its applicant into somebody else's case.
        var known = await subjects.OfCaseAsync(HttpContext.Caller(), taken, CaseSource.Form, cancellation);
        if (known is null || known.Facts.All(fact => fact.Fact.EventId != Request.Form["eventId"].ToString()))
            return Refuse(First, "caseNo", _words["fault.number-taken"]);
        // Whether it says the same is told as for any other form; what is shown again stays the form of a case to come.
        var fresh = Subject;
        Subject = fresh with { Case = known.Case };
        var answer = await TakeAsync(First, () => OnPostAsync(item, cancellation));
        Subject = fresh;
        return answer;
    }

    private CaseEventKind First => Subject!.Item.Kind.IsExOfficio() ? CaseEventKind.CaseFiled : CaseEventKind.Submitted;

    private async Task<IActionResult?> FindAsync(string? item, string? number, CancellationToken cancellation)
    {
        Subject = await subjects.OfItemAsync(HttpContext.Caller(), item, number, CaseSource.Form, cancellation);
        return Subject is null ? NotFound() : null;
    }
}
