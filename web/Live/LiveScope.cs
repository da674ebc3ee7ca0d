using System.Diagnostics.CodeAnalysis;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Live;

/// <summary>Which jurisdiction a caller asks about, and whether it may be told.</summary>
public static class LiveScope
{
    /// <summary>Finds the jurisdiction by its key (none: the caller's own) if its figures may be seen.</summary>
    /// <remarks>One that exists and may not be seen is answered like one that does not exist.</remarks>
    public static bool TryFind(string? key, Caller caller, JurisdictionTree tree, [NotNullWhen(true)] out Jurisdiction? found)
    {
        if (string.IsNullOrEmpty(key))
            tree.TryFind(caller.Tenant, out found);
        else
            tree.TryFind(key, out found);
        if (found is null || !caller.CanViewTotals(found.Id, tree) || !tree.IsWithin(found.Id, caller.Tenant))
            found = null;
        return found is not null;
    }

    /// <summary>How many levels below a jurisdiction are shown of those asked for: none to whom it shows some departments alone, for no role for a department reaches below its jurisdiction.</summary>
    /// <param name="departments">Codes of the departments that may be seen (<see cref="Rights.DepartmentsInTotals"/>); null for all.</param>
    /// <param name="asked">Levels asked for.</param>
    public static int LevelsFor(IReadOnlyList<string>? departments, int asked) => departments is null ? asked : 0;
}
