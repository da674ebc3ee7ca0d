using Microsoft.Extensions.DependencyInjection.Extensions;
using Web.Entry;

namespace Web.Cases;

/// <summary>Cases as people look at them; their screens stand in Pages/Cases.</summary>
public static class CasesModule
{
    /// <summary>Registers what the screens read.</summary>
    public static IServiceCollection AddCases(this IServiceCollection services)
    {
        services.TryAddSingleton<CaseListReader>();
        services.TryAddSingleton<CaseCounts>();
        services.TryAddSingleton<CaseFileReader>();
        services.TryAddSingleton<EntrySubjects>();
        services.TryAddSingleton<EntryDesk>();
        return services;
    }
}
