using Microsoft.Extensions.DependencyInjection.Extensions;
using Web.Acts;
using Web.Catalogue.Endpoints;
using Web.Catalogue.Import;
using Web.Catalogue.Sheet;
using Web.Demo.Items;

namespace Web.Catalogue;

/// <summary>The catalogue of items and the register of departments, as interface; their screens stand in Pages/Catalogue.</summary>
public static class CatalogueModule
{
    internal const string Tag = "Catalogue";

    /// <summary>Registers the catalogue.</summary>
    public static IServiceCollection AddCatalogue(this IServiceCollection services)
    {
        services.TryAddSingleton<CatalogueReader>();
        services.TryAddSingleton<CatalogueWriter>();
        services.TryAddSingleton<DepartmentWriter>();
        services.TryAddSingleton<ItemImport>();
        services.TryAddSingleton<ItemUploads>();
        services.TryAddSingleton<ActLog>();
        services.TryAddSingleton<CatalogueActs>();
        services.TryAddSingleton<ItemWords>();
        services.TryAddSingleton<ItemStep>();
        services.TryAddSingleton<DemoCatalogueSeeder>();
        return services;
    }

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapCatalogue(this IEndpointRouteBuilder routes)
    {
        routes.MapListItems();
        routes.MapGetItem();
        routes.MapImportItems();
        routes.MapExportItems();
        routes.MapCheckItem();
        routes.MapSettleItem();
        routes.MapReviewItem();
        routes.MapReturnItem();
        routes.MapPublishItem();
        routes.MapRetireItem();
        routes.MapListDepartments();
        routes.MapRegisterDepartment();
        routes.MapChangeDepartment();
        return routes;
    }
}
