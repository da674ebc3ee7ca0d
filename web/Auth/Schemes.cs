using Microsoft.AspNetCore.Authentication.Cookies;

namespace Web.Auth;

/// <summary>How a request may say who sends it.</summary>
internal static class Schemes
{
    /// <summary>Chooses between the two below.</summary>
    public const string Either = "either";

    /// <summary>The cookie of the site.</summary>
    public const string Cookie = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>A machine's token: in the Authorization header, or in the query of a hub connection, where browsers cannot set headers.</summary>
    public const string Token = "token";

    /// <summary>The parameter of a hub's address that carries a token (as the stock SignalR clients send it).</summary>
    public const string TokenParameter = "access_token";

    /// <summary>The scheme that this request is to be read by.</summary>
    public static string Choose(HttpContext http) => CarriesToken(http) || CarriesHubToken(http) ? Token : Cookie;

    /// <summary>Whether the request is a hub connection with its token in the address.</summary>
    public static bool CarriesHubToken(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal) && http.Request.Query.ContainsKey(TokenParameter);

    private static bool CarriesToken(HttpContext http) =>
        http.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);
}
