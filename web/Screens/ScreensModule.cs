using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.WebEncoders;
using Web.Hosting;
using Web.Live;
using Web.Pages.Dashboard;

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
        services.AddProblemDetails();
        services.AddExceptionHandler<FailureNumber>();
        services.AddExceptionHandler<MachineFailure>();
        services.AddSingleton<ChildTrends>();
        services.AddSingleton<TreeRows>();
        services.AddRazorPages().AddMvcOptions(static options => options.Filters.Add(new SpeakableForms()));
        services.AddAntiforgery(static options =>
        {
            options.Cookie.Name = "form";
            options.SuppressXFrameOptionsHeader = true;
        });
        // Pages are UTF-8: Chinese stands in them as itself, not as escapes of eight letters each.
        services.Configure<WebEncoderOptions>(static options =>
            options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        return services;
    }

    /// <summary>Puts compression, headers, language and the pages for failures before routing.</summary>
    public static IApplicationBuilder UseScreens(this IApplicationBuilder app) =>
        app.UseResponseCompression()
            .UseSecurityHeaders()
            .UseRequestLocalization()
            .UseExceptionHandler(Failures.NewOptions())
            .UseStatusCodePagesWithReExecute("/failed/{0}")
            .Use(Failures.ReadFormAgain)
            .UseWhen(Machines.Call, static calls => calls.UseStatusCodePages(static status => MachineFailure.WriteAsync(status.HttpContext)));

    /// <summary>Maps the pages and what belongs to them.</summary>
    public static IEndpointRouteBuilder MapScreens(this IEndpointRouteBuilder routes)
    {
        routes.MapAssets();
        routes.MapPreferences();
        routes.MapSignOut();
        routes.MapRazorPages();
        return routes;
    }
}
