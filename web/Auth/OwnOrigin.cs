using Microsoft.AspNetCore.Diagnostics;
using Web.Screens;

namespace Web.Auth;

/// <summary>Refuses what another origin's page makes a signed-in person's browser send: the cookie goes along with it, the person's will does not.</summary>
/// <remarks>
/// Pages carry antiforgery tokens; the interface, read by JSON, cannot. SameSite=Lax lets siblings of the site's own domain through,
/// and a government's domain has many. Browsers say where a request comes from (Fetch Metadata, which a proxy that names another
/// host does not mislead, else Origin); systems with a token are no browsers and are not asked.
/// </remarks>
internal static class OwnOrigin
{
    public static IApplicationBuilder UseOwnOrigin(this IApplicationBuilder app) => app.Use(static (http, next) =>
    {
        // What was refused is told by a page, for which the request runs through here once more.
        var isRefused = http.Features.Get<IStatusCodeReExecuteFeature>() is not null;
        if (isRefused || IsSafe(http.Request) || Schemes.Choose(http) == Schemes.Token || !IsForeign(http.Request))
            return next(http);
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    });

    // Another origin's page may open a WebSocket and read what comes, which of all other answers browsers keep from it.
    private static bool IsSafe(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        && !request.Headers.Upgrade.ToString().Contains("websocket", StringComparison.OrdinalIgnoreCase);

    private static bool IsForeign(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
            return site is "cross-site" or "same-site";
        return request.Headers.Origin.ToString() switch
        {
            "" => false,
            // A page may keep back where it stands, as some of the own do; those carry tokens.
            "null" => Machines.Call(request.Path),
            var origin => !Uri.TryCreate(origin, UriKind.Absolute, out var from)
                || !string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase),
        };
    }
}
