using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Tenancy.Accounts;
using Tenancy.Permissions;

namespace Web.Screens;

/// <summary>Ends the session of whoever asks, and shows the sign-in page.</summary>
internal static class SignOutEndpoint
{
    public static void MapSignOut(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/sign-out", EndAsync).Needs(Permission.SignedIn).ExcludeFromDescription();

    // The form's token is required by binding a form at all; without it the request never gets here.
    private static async Task<RedirectHttpResult> EndAsync(
        Caller caller, HttpContext http, SignInService people, [FromForm] string? back, CancellationToken cancellation)
    {
        await people.SignOutAsync(caller, cancellation);
        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return TypedResults.LocalRedirect(LocalAddress.Or(back, "/sign-in"));
    }
}
