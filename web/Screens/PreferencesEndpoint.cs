using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Tenancy.Permissions;

namespace Web.Screens;

/// <summary>Keeps a visitor's language or theme and goes back to where they were; open to everybody.</summary>
internal static class PreferencesEndpoint
{
    public static void MapPreferences(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/preferences", Keep).OpenToAll("Language and theme are chosen before signing in, too.").ExcludeFromDescription();

    private static RedirectHttpResult Keep(
        HttpResponse response, [FromForm] string? language, [FromForm] string? theme, [FromForm] string? back)
    {
        Preferences.KeepLanguage(response, language);
        Preferences.KeepTheme(response, theme);
        return TypedResults.LocalRedirect(LocalAddress.Or(back, "/"));
    }
}
