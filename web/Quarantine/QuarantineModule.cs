using Web.Quarantine.Endpoints;

namespace Web.Quarantine;

/// <summary>What the data interface refused: read, corrected, sent again, dismissed; the screens stand in Pages/Quarantine.</summary>
public static class QuarantineModule
{
    internal const string Tag = "Quarantine";

    /// <summary>Registers what reads and what decides.</summary>
    public static IServiceCollection AddQuarantine(this IServiceCollection services) =>
        services.AddSingleton<QuarantineReader>().AddSingleton<QuarantineDesk>().AddSingleton<UnkeptDesk>();

    /// <summary>Maps the endpoints for departments' systems.</summary>
    public static IEndpointRouteBuilder MapQuarantine(this IEndpointRouteBuilder routes)
    {
        routes.MapListQuarantine();
        routes.MapCountQuarantine();
        routes.MapGetQuarantined();
        routes.MapResubmitOne();
        routes.MapResubmitMany();
        routes.MapDismiss();
        routes.MapUnkept();
        return routes;
    }
}
