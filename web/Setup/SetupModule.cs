using Tenancy.Setup;
using Web.Hosting;

namespace Web.Setup;

/// <summary>Setting up the first province of an empty installation; its screen stands in Pages/Setup.</summary>
internal static class SetupModule
{
    /// <summary>Registers it and, with <c>--empty</c>, prints the way in.</summary>
    public static IServiceCollection AddSetup(this IServiceCollection services, Launch launch)
    {
        services.AddSingleton<ProvinceSetup>();
        services.AddSingleton<SetupState>();
        if (launch.Empty)
            services.AddHostedService<SetupLink>();
        return services;
    }
}
