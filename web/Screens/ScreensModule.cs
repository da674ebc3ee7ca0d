using Microsoft.AspNetCore.ResponseCompression;

namespace Web.Screens;

/// <summary>The screens: Razor Pages with their languages, headers and bundled files.</summary>
public static class ScreensModule
{
    /// <summary>Registers what the screens need.</summary>
    public static IServiceCollection AddScreens(this IServiceCollection services)
    {
        services.AddSingleton(_ => AssetFiles.BesideAssembly());
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(Languages.Configure);
        // Form tokens are encrypted anew for every answer, so compressing pages tells an eavesdropper nothing.
        services.AddResponseCompression(static options =>
        {
            options.EnableForHttps = true;
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });
        services.AddRazorPages();
        return services;
    }

    /// <summary>Puts compression, headers, language and the pages for failures before the endpoints.</summary>
    public static IApplicationBuilder UseScreens(this IApplicationBuilder app) =>
        app.UseResponseCompression()
            .UseSecurityHeaders()
            .UseRequestLocalization();

    /// <summary>Maps the pages and what belongs to them.</summary>
    public static IEndpointRouteBuilder MapScreens(this IEndpointRouteBuilder routes)
    {
        routes.MapAssets();
        routes.MapPreferences();
        routes.MapRazorPages();
        return routes;
    }
}
