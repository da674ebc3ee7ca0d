using Microsoft.Extensions.DependencyInjection.Extensions;

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
        return services;
    }
}
