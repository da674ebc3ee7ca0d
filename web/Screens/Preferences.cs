using Microsoft.AspNetCore.Localization;

namespace Web.Screens;

/// <summary>What a visitor chose for the look of the screens, kept in cookies for a year.</summary>
public static class Preferences
{
    /// <summary>The cookie of the language.</summary>
    public const string LanguageCookie = "language";

    /// <summary>The cookie of the theme.</summary>
    public const string ThemeCookie = "theme";

    /// <summary>The themes on offer; <c>auto</c> follows the machine.</summary>
    public static readonly IReadOnlyList<string> Themes = ["auto", "light", "dark"];

    /// <summary>The visitor's theme, <c>auto</c> when none was chosen.</summary>
    public static string ThemeOf(HttpRequest request) =>
        request.Cookies[ThemeCookie] is { } chosen && Themes.Contains(chosen, StringComparer.Ordinal) ? chosen : "auto";

    /// <summary>Keeps a language; an unknown one is ignored.</summary>
    public static void KeepLanguage(HttpResponse response, string? language)
    {
        if (Array.Find(Languages.All, culture => string.Equals(culture.Name, language, StringComparison.Ordinal)) is { } known)
            response.Cookies.Append(LanguageCookie, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(known)), ForAYear());
    }

    /// <summary>Keeps a theme; an unknown one is ignored.</summary>
    public static void KeepTheme(HttpResponse response, string? theme)
    {
        if (theme is not null && Themes.Contains(theme, StringComparer.Ordinal))
            response.Cookies.Append(ThemeCookie, theme, ForAYear());
    }

    /// <summary>How such a cookie is kept: a year, for the server alone.</summary>
    public static CookieOptions ForAYear() =>
        new() { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true };
}
