using Grains.Journal;
using Grains.Journal.Seals;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Silo.Calendars;
using Silo.Connection;
using Silo.Folding;
using Silo.Forgetting;
using Silo.Rules;
using Silo.Seals;
using Silo.Sweep;
using Silo.Ticker;
using Silo.Valve;
using Tenancy.Hosting;

namespace Silo;

/// <summary>What follows time and carries between tenants, for whoever hosts it: a node of its own, or web.</summary>
public static class SiloModule
{
    /// <summary>Registers the silo; the tenancy must be registered too.</summary>
    public static IServiceCollection AddSilo(this IServiceCollection services)
    {
        services.AddJournal();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<CalendarChanges>();
        services.AddSingleton<CalendarRecheck>();
        services.AddSingleton<RulebookRecheck>();
        services.AddSingleton<FoldRecheck>();
        services.AddSingleton<Ticks>();
        services.AddSingleton<Reach>();
        services.AddSingleton<Carrier>();
        services.AddHostedService<PendingLook>();
        services.AddHostedService<Carrying>();
        services.AddHostedService<CalendarKeeper>();
        services.AddHostedService<RulebookKeeper>();
        services.AddHostedService<FoldKeeper>();
        services.AddSingleton<ClockGuard>();
        services.AddSingleton<DueTenants>();
        services.AddSingleton<Sweeper>();
        services.AddSingleton<SetAsideLook>();
        services.AddSingleton<Partitions>();
        services.AddSingleton<Openings>();
        services.AddHostedService<ConnectionKeeper>();
        services.AddSingleton<Forgetter>();
        services.AddHostedService<ForgettingKeeper>();
        services.AddSingleton(SealFolderOf);
        services.AddSingleton<Sealer>();
        services.AddHostedService<Sweeping>();
        return services;
    }

    private static SealFolder SealFolderOf(IServiceProvider provider) =>
        new(provider.GetRequiredService<IConfiguration>()["Platform:Seals"] is { Length: > 0 } given
            ? given
            : OutsideSeals.FolderIn(provider.GetRequiredService<DatabaseServer>().DataFolder));
}
