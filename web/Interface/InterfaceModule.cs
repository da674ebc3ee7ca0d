using Tenancy.Permissions;
using Web.Hosting;

namespace Web.Interface;

/// <summary>The data interface: events in, its description, a page to try it.</summary>
public static class InterfaceModule
{
    /// <summary>Folder of the page to try the interface.</summary>
    public const string TryIt = "openapi/try";

    private const string Description = "/openapi/v1.json";

    /// <summary>Registers what the data interface needs.</summary>
    public static IServiceCollection AddDataInterface(this IServiceCollection services)
    {
        services.AddRequestDecompression(static options => options.DecompressionProviders[GzipBodies.Encoding] = new GzipBodies());
        services.AddJsonBodies();
        services.AddSingleton<EventIntake>();
        services.AddHostedService<Pulse>();
        services.AddSingleton(static _ => new BodyBudget());
        services.AddOpenApi("v1", options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "电子监察数据接口 · E-supervision data interface";
            document.Info.Description = "Names follow GB/T 39046-2020; docs/interface.md maps them. Tokens: POST /connect/token (client credentials).";
            return Task.CompletedTask;
        }));
        return services;
    }

    /// <summary>Serves the page to try the interface; its files come from a package and bring an inline style sheet and script.</summary>
    public static IApplicationBuilder UseInterfacePage(this IApplicationBuilder app)
    {
        app.UseWhen(
            static http => http.Request.Path.StartsWithSegments("/" + TryIt, StringComparison.Ordinal),
            static page => page.Use(static (http, next) =>
            {
                // Only this page, which shows nothing but the public description, may style and script itself.
                http.Response.Headers.ContentSecurityPolicy =
                    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
                    "connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";
                return next(http);
            }));
        return app.UseSwaggerUI(options =>
        {
            options.RoutePrefix = TryIt;
            options.DocumentTitle = "电子监察数据接口";
            options.SwaggerEndpoint(Description, "v1");
        });
    }

    /// <summary>Maps the data interface and its description.</summary>
    public static void MapDataInterface(this IEndpointRouteBuilder routes)
    {
        routes.MapEvents();
        routes.MapOpenApi(Description).OpenToAll("the description of the interface holds no data");
    }
}
