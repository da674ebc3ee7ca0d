namespace Web.Connection;

/// <summary>How far departments are connected; the screen stands in Pages/Connection.</summary>
public static class ConnectionModule
{
    internal const string Tag = "Connection";

    /// <summary>Registers what reads.</summary>
    public static IServiceCollection AddConnection(this IServiceCollection services) =>
        services.AddSingleton<FeedReader>().AddSingleton<LagReader>().AddSingleton<ConnectionReader>();

    /// <summary>Maps the endpoint.</summary>
    public static IEndpointRouteBuilder MapConnections(this IEndpointRouteBuilder routes)
    {
        routes.MapConnection();
        return routes;
    }
}
