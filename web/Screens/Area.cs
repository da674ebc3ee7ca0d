using Tenancy.Permissions;

namespace Web.Screens;

/// <summary>One entry of the navigation on the left.</summary>
/// <param name="Key">Its key in the <c>Shell</c> texts (<c>area.KEY</c>) and of its icon.</param>
/// <param name="Path">The address it opens; pages below it belong to the area.</param>
/// <param name="Needs">What a person must be permitted to see it; its pages ask for the same.</param>
/// <param name="Reach">Where he must be permitted it.</param>
public sealed record Area(string Key, string Path, Permission Needs, AreaReach Reach = AreaReach.Home)
{
    /// <summary>Whether it is open to a caller.</summary>
    public bool IsOpenTo(Caller caller) => Reach switch
    {
        AreaReach.Whole => caller.Can(Needs, caller.Tenant),
        AreaReach.Below => caller.HoldingsWith(Needs).Any(),
        _ => caller.CanAtHome(Needs),
    };

    /// <summary>Whether an address lies in this area.</summary>
    public bool Holds(PathString address) =>
        string.Equals(Path, "/", StringComparison.Ordinal)
            ? address == "/" || address == ""
            : address.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase);
}
