using Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Silo.Calendars;
using Silo.Ticker;
using Silo.Valve;

namespace Silo;

/// <summary>What follows time and carries between tenants, for whoever hosts it: a node of its own, or web.</summary>
public static class SiloModule
{
    /// <summary>Registers the silo; the tenancy must be registered too.</summary>
    public static IServiceCollection AddSilo(this IServiceCollection services)
    {
        services.TryAddSingleton<Commits>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<CalendarBook>();
        services.TryAddSingleton<CalendarChanges>();
        services.AddSingleton<CalendarRecheck>();
        services.AddSingleton<Ticks>();
        services.AddSingleton<Reach>();
        services.AddSingleton<Carrier>();
        services.AddHostedService<PendingLook>();
        services.AddHostedService<Carrying>();
        services.AddHostedService<CalendarKeeper>();
        return services;
    }
}
