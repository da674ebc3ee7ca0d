using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace Web.Screens;

/// <summary>The languages of the screens: Chinese until somebody asks for English.</summary>
internal static class Languages
{
    /// <summary>The languages in the order in which they are offered.</summary>
    public static readonly CultureInfo[] All = [new("zh-CN"), new("en")];

    /// <summary>Chooses the language by the visitor's cookie alone: an office machine's browser is seldom set up by its user.</summary>
    public static void Configure(RequestLocalizationOptions options)
    {
        options.DefaultRequestCulture = new RequestCulture(All[0]);
        options.SupportedCultures = All;
        options.SupportedUICultures = All;
        options.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = Preferences.LanguageCookie }];
    }
}
