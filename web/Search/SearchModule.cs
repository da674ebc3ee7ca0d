using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Web.Search;

/// <summary>The search in the bar; its screen stands in Pages/Search.</summary>
public static class SearchModule
{
    /// <summary>Registers the search.</summary>
    public static IServiceCollection AddSearch(this IServiceCollection services)
    {
        services.TryAddSingleton<SearchReader>();
        return services;
    }
}
