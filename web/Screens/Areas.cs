using Tenancy.Permissions;

namespace Web.Screens;

/// <summary>The areas of the product in the order of the navigation.</summary>
public static class Areas
{
    private static readonly Area[] All =
    [
        new("dashboard", "/", Permission.ViewTotals),
        new("cases", "/cases", Permission.ViewCases),
        new("signals", "/signals", Permission.ViewSignals),
        new("quarantine", "/quarantine", Permission.ViewQuarantine),
        new("rules", "/rules", Permission.ViewRulebook),
        new("catalogue", "/catalogue", Permission.ViewCatalogue),
        new("departments", "/departments", Permission.ManageDepartments),
        new("connection", "/connection", Permission.ViewConnection),
        new("calendar", "/calendar", Permission.SignedIn),
        new("imports", "/imports", Permission.ImportHistory),
        new("people", "/accounts", Permission.ManageAccounts),
        new("machines", "/machines", Permission.ManageMachines),
        new("audit", "/audit", Permission.ReadAudit),
        new("resets", "/resets", Permission.ReadAudit),
    ];

    /// <summary>The areas a caller may open; nobody signed in, none.</summary>
    public static IEnumerable<Area> For(Caller? caller) =>
        caller is null ? [] : All.Where(area => caller.Has(area.Needs));

    /// <summary>What the area needs that holds an address of the site; null where none does.</summary>
    public static Permission? NeededAt(string? address) =>
        address is ['/', ..] && address.Split('?', '#')[0] is var path ? All.FirstOrDefault(area => area.Holds(path))?.Needs : null;
}
