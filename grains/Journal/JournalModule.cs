using Grains.Journal.Aside;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Grains.Journal;

/// <summary>The journal and what it judges by, for whoever hosts it.</summary>
public static class JournalModule
{
    /// <summary>Registers one journal for the process; what others need of it too is registered once, whoever comes first.</summary>
    public static IServiceCollection AddJournal(this IServiceCollection services)
    {
        services.TryAddSingleton<Commits>();
        services.TryAddSingleton<Registries>();
        services.TryAddSingleton<CalendarBook>();
        services.TryAddSingleton<OutageBook>();
        services.TryAddSingleton<Persons>();
        services.TryAddSingleton<SetAsides>();
        services.TryAddSingleton<RulebookBook>();
        services.TryAddSingleton<RulebookChanges>();
        services.TryAddSingleton<JournalGround>();
        services.TryAddSingleton<Journal>();
        return services;
    }
}
