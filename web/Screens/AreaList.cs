using System.Security.Claims;

namespace Web.Screens;

/// <summary>The areas of the product in the order of the navigation, and who sees which.</summary>
public sealed class AreaList
{
    private static readonly Area[] All =
    [
        new("dashboard", "/"),
    ];

    /// <summary>The areas a person may open; nobody signed in, none.</summary>
    public IEnumerable<Area> For(ClaimsPrincipal person) =>
        person.Identity is { IsAuthenticated: true } ? All : [];
}
