using Microsoft.Extensions.DependencyInjection.Extensions;
using Web.Acts;
using Web.Catalogue;
using Web.Catalogue.Import;
using Web.Import.Jobs;

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
        services.TryAddSingleton<ActLog>();
        return services;
    }

    /// <summary>Registers imports through the site and their worker.</summary>
    public static IServiceCollection AddUploads(this IServiceCollection services)
    {
        services.TryAddSingleton<CatalogueReader>();
        services.TryAddSingleton<ItemImport>();
        services.TryAddSingleton<CatalogueActs>();
        return services
            .AddLocalization()
            .AddImports()
            .AddSingleton<ImportJobs>()
            .AddSingleton<ImportEnds>()
            .AddSingleton<ImportDesk>()
            .AddHostedService<ImportWorker>()
            .AddHostedService<ImportWatch>();
    }

    /// <summary>Maps the endpoints; the screen stands in Pages/Imports.</summary>
    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        routes.MapStartImport();
        routes.MapSeeImports();
        routes.MapCancelImport();
    }
}
