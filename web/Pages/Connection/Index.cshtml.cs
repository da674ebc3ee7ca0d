using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Tenancy;
using Tenancy.Permissions;
using Web.Connection;

namespace Web.Pages.Connection;

/// <summary>How far the departments of a jurisdiction are connected: does everybody really send?</summary>
[Needs(Permission.ViewConnection)]
public sealed class IndexModel(ConnectionReader reader, Jurisdictions jurisdictions, IStringLocalizer<Resources.Connection> texts) : PageModel
{
    /// <summary>The states in the order in which they are told, the most troubling first.</summary>
    public static readonly IReadOnlyList<ConnectionState> States = Enum.GetValues<ConnectionState>();

    /// <summary>The jurisdiction shown.</summary>
    public Jurisdiction Here { get; private set; } = null!;

    /// <summary>The one above it, where the viewer may see that too.</summary>
    public Jurisdiction? Above { get; private set; }

    /// <summary>What is known.</summary>
    public ConnectionPicture Picture { get; private set; } = null!;

    /// <summary>Whether it is the viewer's own, of which more is known than what was carried.</summary>
    public bool IsOwn { get; private set; }

    /// <summary>Whether the viewer may open the figures from here.</summary>
    public bool MayOpenTotals { get; private set; }

    /// <summary>Whether the viewer may open the quarantine from here.</summary>
    public bool MayOpenQuarantine { get; private set; }

    /// <summary>Whether the viewer may open the quarantine of a department from here.</summary>
    public bool MayOpenQuarantineOf(string? department) => IsOwn && HttpContext.Caller().CanViewQuarantine(Here.Id, department);

    /// <summary>Whether the viewer may open the signals of a department from here.</summary>
    public bool MayOpenSignalsOf(string? department) => IsOwn && HttpContext.Caller().Can(Permission.ViewSignals, Here.Id, department);

    /// <summary>Refused events that nobody has decided about: at home of its own departments, which the list proves; else of all, as they were told.</summary>
    public long? OpenQuarantine => IsOwn ? Picture.Departments.Sum(department => department.OpenQuarantine ?? 0) : Picture.Totals.OpenQuarantine;

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string? jurisdiction, CancellationToken cancellation)
    {
        var caller = HttpContext.Caller();
        // Who holds the role for one below alone is at home there.
        if (string.IsNullOrEmpty(jurisdiction) && caller.PlaceOf(Permission.ViewConnection) is { } place && place != caller.Tenant)
            return Redirect($"/connection?jurisdiction={Uri.EscapeDataString(jurisdictions.Tree[place].Key)}");
        if (!ConnectionScope.TryFind(jurisdiction, caller, jurisdictions.Tree, out var here))
            return NotFound();
        Here = here;
        Above = here.Parent is { } parent && ConnectionScope.MaySee(caller, jurisdictions.Tree[parent], jurisdictions.Tree) ? jurisdictions.Tree[parent] : null;
        IsOwn = here.Id == caller.Tenant;
        MayOpenTotals = caller.CanViewTotals(here.Id, jurisdictions.Tree);
        MayOpenQuarantine = IsOwn && caller.CanAtHome(Permission.ViewQuarantine);
        Picture = await reader.ReadAsync(caller, here, cancellation);
        return Page();
    }

    /// <summary>A time in words, to two digits.</summary>
    public string Span(TimeSpan span)
    {
        var (unit, amount) = span switch
        {
            { TotalSeconds: < 100 } => ("seconds", span.TotalSeconds),
            { TotalMinutes: < 100 } => ("minutes", span.TotalMinutes),
            { TotalHours: < 48 } => ("hours", span.TotalHours),
            _ => ("days", span.TotalDays),
        };
        return texts["lag." + unit, amount.ToString(amount < 10 ? "0.#" : "0", CultureInfo.CurrentCulture)].Value;
    }

    /// <summary>A share in per cent, a dash for none.</summary>
    public static string Share(double? share) => share?.ToString("0.0%", CultureInfo.CurrentCulture) ?? "—";

    /// <summary>An instant as the jurisdiction's clocks show it, to the minute.</summary>
    public string Minute(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(Here.Zone)).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
}
