namespace Web.Pages.Dashboard;

/// <summary>The dashboard's addresses.</summary>
public static class Addresses
{
    /// <summary>The dashboard of a jurisdiction.</summary>
    public static string Dashboard(string jurisdiction, bool wall = false) =>
        $"/?jurisdiction={Uri.EscapeDataString(jurisdiction)}{(wall ? "&wall=true" : "")}";

    /// <summary>The lines below a line of the tree table.</summary>
    public static string Rows(string jurisdiction, int depth, bool own = false) =>
        $"/?handler=Rows&jurisdiction={Uri.EscapeDataString(jurisdiction)}&depth={depth}{(own ? "&own=true" : "")}";
}
