using System.Globalization;
using Grains.Calendars;
using Grains.Journal;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tenancy;
using Tenancy.Permissions;
using Web.Live;
using Web.Screens;

namespace Web.Pages.Dashboard;

/// <summary>The live dashboard of a jurisdiction: is anything going wrong now, and where?</summary>
[Needs(Permission.SignedIn)]
public sealed class IndexModel(LiveFigures figures, TreeRows rows, Jurisdictions jurisdictions, CalendarBook calendars) : PageModel
{
    /// <summary>Days of the trend, today included.</summary>
    public const int Days = 30;

    /// <summary>Whether it is shown on a wall: dark, large, without furniture.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Wall { get; set; }

    /// <summary>The tree it stands in.</summary>
    public JurisdictionTree Tree => jurisdictions.Tree;

    /// <summary>The jurisdiction shown.</summary>
    public Jurisdiction Here { get; private set; } = null!;

    /// <summary>Its figures, two levels deep.</summary>
    public Totals Totals { get; private set; } = null!;

    /// <summary>The lines of the tree table.</summary>
    public IReadOnlyList<TreeRow> Rows { get; private set; } = [];

    /// <summary>Whether the lines are departments: the jurisdiction has none below it.</summary>
    public bool AreDepartments => Totals.Children.Count == 0;

    /// <summary>The last days, oldest first.</summary>
    public IReadOnlyList<DayOfTrend> Trend { get; private set; } = [];

    /// <summary>The latest escalations, newest first.</summary>
    public IReadOnlyList<Escalation> Escalations { get; private set; } = [];

    /// <summary>Where the lists stand that prove the figures.</summary>
    public Proof Proof { get; private set; } = null!;

    /// <summary>The calendar by which its deadlines are counted.</summary>
    public WorkCalendar Calendar => calendars.For(Here.Id);

    /// <summary>The day it is there, as of the figures.</summary>
    public DateOnly LocalDay => Zone.Of(Here.Zone).DayOf(Totals.AsOf);

    /// <summary>Today.</summary>
    public DayOfTrend Today => Trend[^1];

    /// <summary>Whether an instant is the end of yesterday, give or take the minutes that a seal may take.</summary>
    public bool IsAtMidnight(DateTimeOffset at) =>
        Zone.Of(Here.Zone) is var zone && at - zone.StartOf(zone.DayOf(at)) <= TimeSpan.FromMinutes(15) && zone.DayOf(at) == zone.DayOf(Totals.AsOf);

    /// <summary>The time of day in the jurisdiction's zone.</summary>
    public string ClockOf(DateTimeOffset at) => Zone.Of(Here.Zone).Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Shows the dashboard; who sees no figures is shown the first area that is open to them.</summary>
    public async Task<IActionResult> OnGetAsync(string? jurisdiction, CancellationToken cancellation)
    {
        var caller = HttpContext.Caller();
        if (caller.PlaceOf(Permission.ViewTotals) is not { } place)
            return Areas.For(caller).FirstOrDefault() is { } area ? Redirect(area.Path) : Forbid();
        // Who holds the role for one below alone is at home there.
        if (string.IsNullOrEmpty(jurisdiction) && place != caller.Tenant)
            return Redirect(Addresses.Dashboard(jurisdictions.Tree[place].Key, Wall));
        if (!LiveScope.TryFind(jurisdiction, caller, jurisdictions.Tree, out var here))
            return NotFound();
        Here = here;
        ViewData["Jurisdiction"] = here;
        var picture = await figures.PictureAsync(caller.Tenant, here, caller.DepartmentsInTotals(here.Id, jurisdictions.Tree), cancellation);
        Totals = picture.Totals;
        Escalations = picture.Escalations;
        Trend = await figures.TrendAsync(caller.Tenant, here, Days, cancellation);
        Rows = await rows.BelowAsync(caller, here, Totals, parent: "", depth: 0, cancellation);
        Proof = Proof.Of(caller, here, jurisdictions.Tree);
        return Page();
    }

    /// <summary>The lines below a jurisdiction, for a line of the table that is being opened.</summary>
    /// <param name="jurisdiction">Its key.</param>
    /// <param name="own">Whether its own departments are asked for, where it has children too.</param>
    /// <param name="depth">How deep the new lines stand.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<IActionResult> OnGetRowsAsync(string jurisdiction, bool own, int depth, CancellationToken cancellation)
    {
        var caller = HttpContext.Caller();
        if (!LiveScope.TryFind(jurisdiction, caller, jurisdictions.Tree, out var here))
            return NotFound();
        if (own)
            return Partial("_Rows", await rows.DepartmentsAsync(caller, here, TreeRow.OwnKey(here.Key), depth, cancellation));
        var levels = LiveScope.LevelsFor(caller.DepartmentsInTotals(here.Id, jurisdictions.Tree), 1);
        var totals = await figures.TotalsAsync(caller.Tenant, here, levels, cancellation);
        return Partial("_Rows", await rows.BelowAsync(caller, here, totals, here.Key, depth, cancellation));
    }
}
