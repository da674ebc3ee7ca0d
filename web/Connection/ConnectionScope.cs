using System.Diagnostics.CodeAnalysis;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Connection;

/// <summary>Which jurisdiction a caller asks about, and whether it may be told how far it is connected.</summary>
public static class ConnectionScope
{
    /// <summary>Finds the jurisdiction by its key (none: the caller's own) if it may be seen.</summary>
    /// <remarks>One that exists and may not be seen is answered like one that does not exist.</remarks>
    public static bool TryFind(string? key, Caller caller, JurisdictionTree tree, [NotNullWhen(true)] out Jurisdiction? found)
    {
        if (string.IsNullOrEmpty(key))
            tree.TryFind(caller.Tenant, out found);
        else
            tree.TryFind(key, out found);
        if (found is not null && !MaySee(caller, found, tree))
            found = null;
        return found is not null;
    }

    /// <summary>Whether a caller may see how far a jurisdiction is connected: the own one, and those below it for who stands above departments.</summary>
    public static bool MaySee(Caller caller, Jurisdiction jurisdiction, JurisdictionTree tree) =>
        (caller.Tenant == jurisdiction.Id && caller.CanAtHome(Permission.ViewConnection))
        || (tree.IsWithin(jurisdiction.Id, caller.Tenant) && caller.CanBelow(Permission.ViewConnection, jurisdiction.Id, tree));
}
