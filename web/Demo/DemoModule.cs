using Web.Demo.Items;
using Web.Demo.Seeding;
using Web.Hosting;

namespace Web.Demo;

/// <summary>The demo province, for <c>./run</c> without <c>--empty</c>.</summary>
internal static class DemoModule
{
    /// <summary>Seeds and plays the demo once the node serves; nothing when it was started without.</summary>
    public static WebApplicationBuilder AddDemo(this WebApplicationBuilder builder, Launch launch)
    {
        if (launch.Empty || !builder.Configuration.GetValue<bool>("Platform:Demo"))
            return builder;
        builder.Services.AddSingleton<DemoCatalogueSeeder>();
        builder.Services.AddSingleton<DemoProvince>();
        builder.Services.AddSingleton<DemoPeople>();
        builder.Services.AddSingleton<DemoWindow>();
        builder.Services.AddSingleton<DemoSystems>();
        builder.Services.AddSingleton<DemoSeeder>();
        builder.Services.AddSingleton<DemoBacklog>();
        builder.Services.AddSingleton<DemoRefusals>();
        builder.Services.AddSingleton<DemoEvening>();
        builder.Services.AddHostedService<DemoHost>();
        return builder;
    }
}
