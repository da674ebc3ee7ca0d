using Web.Live.Endpoints;
using Web.Live.Hub;

namespace Web.Live;

/// <summary>Figures and escalations, live: the interface and the hub; the dashboard stands in Pages.</summary>
public static class LiveModule
{
    internal const string Tag = "Figures";

    /// <summary>Registers what reads and what watches.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSingleton<SheetReader>();
        services.AddSingleton<JudgedUntil>();
        services.AddSingleton<LiveFigures>();
        services.AddSingleton<LiveViewers>();
        services.AddHostedService<LiveLoop>();
        services.AddSignalR();
        return services;
    }

    /// <summary>Maps the endpoints and the hub.</summary>
    public static IEndpointRouteBuilder MapLive(this IEndpointRouteBuilder routes)
    {
        routes.MapTotals();
        routes.MapTrend();
        routes.MapDepartmentFigures();
        routes.MapEscalations();
        routes.MapHub<LiveHub>(LiveHub.Path);
        return routes;
    }
}
