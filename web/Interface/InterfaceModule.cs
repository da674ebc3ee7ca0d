using Tenancy.Permissions;

namespace Web.Interface;

/// <summary>The data interface: events in, its description, a page to try it.</summary>
public static class InterfaceModule
{
    /// <summary>Registers what the data interface needs.</summary>
    public static IServiceCollection AddDataInterface(this IServiceCollection services)
    {
        services.AddRequestDecompression();
        services.AddOpenApi();
        return services;
    }

    /// <summary>Maps the data interface and its description.</summary>
    public static void MapDataInterface(this IEndpointRouteBuilder routes)
    {
        routes.MapEvents();
        routes.MapOpenApi().OpenToAll("the description of the interface holds no data");
    }
}
