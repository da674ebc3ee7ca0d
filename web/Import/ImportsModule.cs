using Microsoft.Extensions.DependencyInjection.Extensions;
using Web.Catalogue;

namespace Web.Import;

/// <summary>Import of history, for the command line and the site.</summary>
public static class ImportsModule
{
    /// <summary>Registers what an import needs besides the journal.</summary>
    public static IServiceCollection AddImports(this IServiceCollection services)
    {
        services.TryAddSingleton<DepartmentWriter>();
        services.TryAddSingleton<CatalogueWriter>();
        services.TryAddSingleton<ImportTarget>();
        return services;
    }
}
