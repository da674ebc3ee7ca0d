using Grains.Calendars;
using Grains.Cases;
using Grains.Journal;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tenancy;
using Tenancy.Permissions;
using Web.Cases;
using Web.Catalogue;
using Web.Entry;

namespace Web.Pages.Cases;

/// <summary>The list of cases: what is due first, any filter, a page at a time.</summary>
[Needs(Permission.ViewCases)]
public sealed class IndexModel(
    CaseListReader reader, CaseCounts counts, Registries registries, Jurisdictions jurisdictions, CalendarBook calendars, TimeProvider clock) : PageModel
{
    /// <summary>What can be shown of work that goes on.</summary>
    public static readonly CaseShow[] Working =
        [CaseShow.Working, CaseShow.Overdue, CaseShow.Open, CaseShow.Received, CaseShow.Supplementing, CaseShow.Handling, CaseShow.Paused];

    /// <summary>What can be shown of work that is done.</summary>
    public static readonly CaseShow[] Done =
    [
        CaseShow.Done, CaseShow.Decided, CaseShow.Closed, CaseShow.Refused, CaseShow.Ended, CaseShow.Late,
        CaseShow.ReceivedToday, CaseShow.AcceptedToday, CaseShow.ClosedToday, CaseShow.OnTimeToday, CaseShow.LateToday,
    ];

    /// <summary>The filter that the address asks for.</summary>
    public CaseFilter Filter { get; private set; } = new();

    /// <summary>Whose cases.</summary>
    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>The lines.</summary>
    public CasePage List { get; private set; } = new([], null);

    /// <summary>Departments and items.</summary>
    public Registry Registry { get; private set; } = Registry.Empty;

    /// <summary>The departments whose cases the viewer may see.</summary>
    public IReadOnlyList<RegisteredDepartment> Departments { get; private set; } = [];

    /// <summary>The counts beside the filters; null where they are not known yet.</summary>
    public CaseCube? Cube { get; private set; }

    /// <summary>Whether the counts are at most a few seconds old; otherwise the page asks for those that are being read.</summary>
    public bool CubeIsFresh { get; private set; }

    /// <summary>The calendar by which days are counted.</summary>
    public WorkCalendar Calendar { get; private set; } = null!;

    /// <summary>Now, UTC.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>Whether the viewer may see who handles a case, in any department whose cases he may see.</summary>
    public bool ShowsHandlers { get; private set; }

    /// <summary>Shows the list.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        await PrepareAsync(cancellation);
        // Figures of signals are proven by signals: a case may have several, a department some of its own.
        var colour = Request.Query["show"].ToString();
        if (colour is "red" or "yellow" or "green")
            return Redirect($"/signals?colour={colour}{(Filter.Department is { } department ? FormattableString.Invariant($"&department={department}") : "")}");
        (Cube, CubeIsFresh) = counts.Last(Jurisdiction.Id);
        List = await reader.ReadAsync(Jurisdiction.Id, Filter, Scope, Persons, cancellation);
        return Page();
    }

    /// <summary>What holds counts, alone, with them as they stand now.</summary>
    public async Task<IActionResult> OnGetCountsAsync(CancellationToken cancellation)
    {
        await PrepareAsync(cancellation);
        Cube = await counts.ReadAsync(Jurisdiction.Id, cancellation);
        return Partial("_Counts", this);
    }

    /// <summary>How many cases a variation of the filter would list; null where that is not counted.</summary>
    public long? Count(CaseFilter variation) =>
        Cube?.Count(variation, Scope is null ? null : [.. Departments.Select(d => d.Id)]);

    /// <summary>How many cases the filter lists on all its pages; null where that is not counted.</summary>
    public long? Total => List.Count ?? Count(Filter with { After = null });

    /// <summary>The items of the chosen department, or of all, by name.</summary>
    public IEnumerable<CatalogueItem> Items() => Registry.Items
        .Where(i => (Filter.Department is null || i.Department == Filter.Department) && Departments.Any(d => d.Id == i.Department))
        .OrderBy(i => i.Name, StringComparer.CurrentCulture);

    /// <summary>Name of a line's item.</summary>
    public string ItemName(CaseLine line) => Registry.TryItem(line.Item, out var item) ? item.Name : "—";

    /// <summary>Address of a line's item in the catalogue; null where it has none or the viewer may not see it.</summary>
    public string? ItemAddress(CaseLine line) =>
        Registry.TryItem(line.Item, out var item) && HttpContext.Caller().CanAtHome(Permission.ViewCatalogue) ? CatalogueAddress.Item(item.Code) : null;

    /// <summary>Name of a line's department.</summary>
    public string DepartmentName(CaseLine line) => Registry.TryDepartment(line.Department, out var department) ? department.Name : "—";

    /// <summary>Whether the calendar reaches a deadline's day; beyond it a deadline is provisional, and nobody is overdue.</summary>
    public bool Covers(DateTimeOffset due) => Calendar.Covers(Calendar.Zone.DayOf(due.AddTicks(-1)));

    /// <summary>Working days between today and the deadline; negative when it has passed.</summary>
    public int WorkingDaysLeft(DateTimeOffset due)
    {
        var (today, last) = (Calendar.Zone.DayOf(Now), Calendar.Zone.DayOf(due.AddTicks(-1)));
        return last >= today ? Calendar.WorkingDaysBetween(today, last) : -Calendar.WorkingDaysBetween(last, today);
    }

    /// <summary>Whether the viewer may handle a line's case on the platform's forms.</summary>
    public bool MayHandle(CaseLine line) =>
        line.Item != 0 && Registry.TryDepartment(line.Department, out var department)
        && EntrySubjects.May(HttpContext.Caller(), Jurisdiction.Id, department, CaseSource.Form);

    private IReadOnlyList<string>? Persons => HttpContext.Caller().DepartmentsFor(Permission.ViewPersons);

    private IReadOnlyList<string>? Scope => HttpContext.Caller().DepartmentsFor(Permission.ViewCases);

    private async Task PrepareAsync(CancellationToken cancellation)
    {
        var caller = HttpContext.Caller();
        Jurisdiction = jurisdictions.Tree[caller.Tenant];
        Filter = CaseAddress.Read(Request.Query);
        Registry = await registries.CurrentAsync(caller.Tenant, cancellation);
        Departments = [.. Registry.Departments.Where(d => Scope is not { } codes || codes.Contains(d.Code))];
        ShowsHandlers = Departments.Any(d => caller.Can(Permission.ViewPersons, caller.Tenant, d.Code));
        Calendar = calendars.For(caller.Tenant);
        Now = clock.GetUtcNow();
    }
}
