namespace Web.Screens;

/// <summary>Tells a call by a machine from a visit to a screen: machines get problem details, people a page.</summary>
internal static class Machines
{
    private static readonly string[] Paths = ["/api", "/connect", "/hubs", "/openapi", "/health", "/assets", "/.well-known"];

    /// <summary>Whether the request is for an address that machines call.</summary>
    public static bool Call(HttpContext http) => Call(http.Request.Path);

    /// <summary>Whether machines call this address.</summary>
    public static bool Call(PathString called) =>
        Array.Exists(Paths, path => called.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));
}
