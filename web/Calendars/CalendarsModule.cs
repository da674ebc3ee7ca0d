using Grains.Journal;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Web.Calendars;

/// <summary>Calendars of jurisdictions and deadlines counted by them, as interface; their screens stand in Pages/Calendar.</summary>
public static class CalendarsModule
{
    internal const string Tag = "Calendars";

    internal const string Public = "Working days are public: the State Council's papers and the closures a bureau announces.";

    /// <summary>Registers the calendars and keeps them current.</summary>
    public static IServiceCollection AddCalendars(this IServiceCollection services)
    {
        services.TryAddSingleton<CalendarBook>();
        services.TryAddSingleton<CalendarChanges>();
        services.TryAddSingleton<CalendarDesk>();
        services.AddHostedService<CalendarRefresh>();
        return services;
    }

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapCalendars(this IEndpointRouteBuilder routes)
    {
        routes.MapDue();
        routes.MapYear();
        routes.MapCloseDay();
        routes.MapOpenDay();
        routes.MapLoadPaper();
        return routes;
    }
}
