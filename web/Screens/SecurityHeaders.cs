using System.Collections.Frozen;

namespace Web.Screens;

/// <summary>Puts the browser's protections on every answer.</summary>
/// <remarks>
/// Scripts and styles come from our own files alone: no inline script, no eval, no inline style. htmx runs
/// without <c>hx-on</c>, filters and <c>js:</c> values (the only parts of it that would evaluate text), charts
/// are drawn on a canvas with tooltips as text, and what a script styles goes through the object model, which
/// the policy allows. <c>data:</c> images are the small arrows and ticks inside Tabler's style sheet.
/// </remarks>
internal static class SecurityHeaders
{
    /// <summary>The policy of every screen.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly FrozenDictionary<string, string> Headers = new Dictionary<string, string>
    {
        ["Content-Security-Policy"] = ContentSecurityPolicy,
        ["X-Content-Type-Options"] = "nosniff",
        ["Referrer-Policy"] = "same-origin",
        ["Cross-Origin-Opener-Policy"] = "same-origin",
        ["Cross-Origin-Resource-Policy"] = "same-origin",
        ["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        ["X-Frame-Options"] = "DENY",
    }.ToFrozenDictionary();

    /// <summary>What this page leads to is not told where it was come from: its form carries a one-time code.</summary>
    public static void TellNobody(this HttpResponse response) => response.Headers["Referrer-Policy"] = "no-referrer";

    /// <summary>Sets the headers as an answer starts; what an endpoint has set itself stays.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(static (http, next) =>
        {
            http.Response.OnStarting(static state =>
            {
                var headers = ((HttpContext)state).Response.Headers;
                foreach (var (name, value) in Headers)
                    headers.TryAdd(name, value);
                // A page shows what one person may see: no cache but the browser's own back list keeps it.
                headers.TryAdd("Cache-Control", "no-store");
                return Task.CompletedTask;
            }, http);
            return next(http);
        });
}
