using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Primitives;

namespace Web.Screens;

/// <summary>The languages of the screens: Chinese, unless somebody asks for English or a browser reads that and no Chinese.</summary>
internal static class Languages
{
    /// <summary>The languages in the order in which they are offered.</summary>
    public static readonly CultureInfo[] All = [new("zh-CN"), new("en")];

    /// <summary>Chooses the language by the visitor's cookie; before there is one, by what his browser reads.</summary>
    public static void Configure(RequestLocalizationOptions options)
    {
        options.DefaultRequestCulture = new RequestCulture(All[0]);
        options.SupportedCultures = All;
        options.SupportedUICultures = All;
        options.RequestCultureProviders =
            [new CookieRequestCultureProvider { CookieName = Preferences.LanguageCookie }, new CustomRequestCultureProvider(static http => Task.FromResult(Read(http.Request)))];
    }

    // An office machine's browser is seldom set up by its user: English must be named, and Chinese not at all.
    private static ProviderCultureResult? Read(HttpRequest request)
    {
        var read = request.GetTypedHeaders().AcceptLanguage.Where(language => language.Quality is not 0).Select(language => language.Value).ToArray();
        return Array.Exists(read, language => Is(language, "en")) && !Array.Exists(read, language => Is(language, "zh")) ? new ProviderCultureResult("en") : null;
    }

    private static bool Is(StringSegment language, string primary) =>
        language.StartsWith(primary, StringComparison.OrdinalIgnoreCase) && (language.Length == primary.Length || language[primary.Length] == '-');
}
