using Tenancy.Permissions;

namespace Web.Screens;

/// <summary>The areas of the product in the order of the navigation.</summary>
public static class Areas
{
    private static readonly Area[] All =
    [
        new("dashboard", "/", Permission.ViewTotals, AreaReach.Below),
        new("cases", "/cases", Permission.ViewCases),
        new("signals", "/signals", Permission.ViewSignals),
        new("quarantine", "/quarantine", Permission.ViewQuarantine),
        new("rules", "/rules", Permission.ViewRulebook, AreaReach.Below),
        new("catalogue", "/catalogue", Permission.ViewCatalogue, AreaReach.Below),
        new("departments", "/departments", Permission.ManageDepartments, AreaReach.Whole),
        new("connection", "/connection", Permission.ViewConnection, AreaReach.Below),
        new("calendar", "/calendar", Permission.SignedIn, AreaReach.Below),
        new("imports", "/imports", Permission.ImportHistory, AreaReach.Whole),
        new("people", "/accounts", Permission.ManageAccounts, AreaReach.Below),
        new("machines", "/machines", Permission.ManageMachines, AreaReach.Below),
        new("audit", "/audit", Permission.ReadAudit, AreaReach.Whole),
        new("resets", "/resets", Permission.ReadAudit, AreaReach.Below),
    ];

    /// <summary>The areas a caller may open; nobody signed in, none.</summary>
    public static IEnumerable<Area> For(Caller? caller) =>
        caller is null ? [] : All.Where(area => area.IsOpenTo(caller));

    /// <summary>What the area needs that holds an address of the site; null where none does.</summary>
    public static Permission? NeededAt(string? address) =>
        address is ['/', ..] && address.Split('?', '#')[0] is var path ? All.FirstOrDefault(area => area.Holds(path))?.Needs : null;
}
