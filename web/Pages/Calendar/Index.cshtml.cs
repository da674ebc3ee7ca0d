using System.Collections.Immutable;
using System.Globalization;
using Grains.Calendars;
using Grains.Journal;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Tenancy;
using Tenancy.Permissions;
using Web.Calendars;

namespace Web.Pages.Calendar;

/// <summary>The year of a jurisdiction's calendar, its reach, and its local closures.</summary>
[Needs(Permission.SignedIn)]
[RequestSizeLimit(2 * LoadPaperEndpoint.LargestFile)]
public sealed class IndexModel(
    Jurisdictions jurisdictions, CalendarBook book, CalendarDesk desk, TimeProvider time, IStringLocalizer<Resources.Calendar> texts) : PageModel
{
    /// <summary>Whose calendar.</summary>
    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>The calendar as it will stand once every change already made is effective.</summary>
    public WorkCalendar Calendar { get; private set; } = null!;

    /// <summary>The year shown.</summary>
    public int Year { get; private set; }

    /// <summary>The local day.</summary>
    public DateOnly Today { get; private set; }

    /// <summary>The jurisdiction's own closures, in order of day.</summary>
    public IReadOnlyList<ClosureChange> Own { get; private set; } = [];

    /// <summary>Closures of the year that come from above.</summary>
    public ImmutableArray<SpecialDay> Inherited { get; private set; } = [];

    /// <summary>Whether the caller may change this calendar.</summary>
    public bool CanEdit { get; private set; }

    /// <summary>Whether the caller may load papers for the nation.</summary>
    public bool CanLoad => CanEdit && Jurisdiction.Parent is null;

    /// <summary>What was done by the last form.</summary>
    public string? Done { get; private set; }

    /// <summary>What is wrong with the last form, by field.</summary>
    public Dictionary<string, string> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>The day as typed into the form.</summary>
    public string? TypedDay { get; private set; }

    /// <summary>The reason as typed into the form.</summary>
    public string? TypedReason { get; private set; }

    /// <summary>The months of the year.</summary>
    public IEnumerable<MonthGrid> Months => Enumerable.Range(1, 12).Select(month => MonthGrid.Of(Calendar, Year, month, Today));

    /// <summary>The year's named days.</summary>
    public ImmutableArray<SpecialDay> Named => Calendar.SpecialDays(new(Year, 1, 1), new(Year, 12, 31));

    /// <summary>Working days of the year.</summary>
    public int WorkingDays => Calendar.WorkingDaysBetween(new DateOnly(Year, 1, 1).AddDays(-1), new(Year, 12, 31));

    /// <summary>Shows a year.</summary>
    public IActionResult OnGet(string? jurisdiction, string? year) => Show(jurisdiction, year) ?? Page();

    /// <summary>Closes a day.</summary>
    public Task<IActionResult> OnPostCloseAsync(string? jurisdiction, string? year, string? day, string? reason, CancellationToken cancellation) =>
        ChangeAsync(jurisdiction, year, day, reason, desk.CloseAsync, "closures.done", cancellation);

    /// <summary>Lifts a closure.</summary>
    public Task<IActionResult> OnPostOpenAsync(string? jurisdiction, string? year, string? day, string? reason, CancellationToken cancellation) =>
        ChangeAsync(jurisdiction, year, day, reason, desk.OpenAsync, "closures.lifted", cancellation);

    /// <summary>Loads a paper.</summary>
    public async Task<IActionResult> OnPostPaperAsync(string? jurisdiction, string? year, IFormFile? paper, CancellationToken cancellation)
    {
        if (Show(jurisdiction, year) is { } missing)
            return missing;
        if (!CanEdit)
            return Forbid();
        if (paper is not { Length: > 0 and <= LoadPaperEndpoint.LargestFile })
            return Refuse("paper", texts["problem.paper-missing"].Value);
        using var file = new MemoryStream();
        await paper.CopyToAsync(file, cancellation);
        if (await desk.LoadAsync(Jurisdiction.Id, file.ToArray(), HttpContext.Caller().AuditName(jurisdictions.Tree), cancellation) is { } fault)
            return Refuse("paper", texts[$"problem.{fault.Code}", fault.Detail ?? ""].Value);
        return Finish(jurisdiction, year, texts["paper.done"].Value);
    }

    private async Task<IActionResult> ChangeAsync(
        string? jurisdiction, string? year, string? day, string? reason,
        Func<TenantId, DateOnly, string?, string, CancellationToken, Task<ClosureRefusal?>> change, string done, CancellationToken cancellation)
    {
        if (Show(jurisdiction, year) is { } missing)
            return missing;
        if (!CanEdit)
            return Forbid();
        (TypedDay, TypedReason) = (day, reason);
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return Refuse("day", texts["problem.closure-day-missing"].Value);
        if (await change(Jurisdiction.Id, local, reason, HttpContext.Caller().AuditName(jurisdictions.Tree), cancellation) is { } refusal)
            return Refuse(refusal.Field, texts[$"problem.{refusal.Code}"].Value);
        return Finish(jurisdiction, year, texts[done, day!].Value);
    }

    /// <summary>Finds the jurisdiction and the year; what to answer when either is not there.</summary>
    private IActionResult? Show(string? jurisdiction, string? year)
    {
        var caller = HttpContext.Caller();
        var tree = jurisdictions.Tree;
        if (!(jurisdiction is null ? tree.TryFind(caller.Tenant, out var node) : tree.TryFind(jurisdiction, out node)))
            return NotFound();
        Jurisdiction = node;
        Calendar = book.Coming(node.Id);
        Today = Calendar.Zone.DayOf(time.GetUtcNow());
        if (YearText.Read(year, Today) is not { } known)
            return NotFound();
        Year = known;
        Own = book.OwnClosures(node.Id);
        var own = Own.Select(closure => closure.Day).ToHashSet();
        Inherited = [.. Named.Where(day => day.Kind == DayKind.LocalClosure && !own.Contains(day.Day))];
        CanEdit = caller.Can(Permission.EditCalendar, node.Id);
        return null;
    }

    private PageResult Refuse(string field, string sentence)
    {
        Faults[field] = sentence;
        return Page();
    }

    private PageResult Finish(string? jurisdiction, string? year, string done)
    {
        Show(jurisdiction, year);
        (Done, TypedDay, TypedReason) = (done, null, null);
        return Page();
    }
}
