using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tenancy.Isolation;

namespace Tenancy.Hosting;

/// <summary>The databases, the tree and the sessions, for whoever hosts them.</summary>
public static class TenancyModule
{
    /// <summary>Registers what works on <paramref name="server"/>; the caller keeps and disposes it.</summary>
    public static IServiceCollection AddTenancy(this IServiceCollection services, DatabaseServer server)
    {
        services.AddSingleton(_ => server);
        services.AddSingleton(_ => server.Key);
        services.AddSingleton(_ => server.Databases);
        services.AddSingleton<Jurisdictions>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<DatabaseClock>();
        services.AddSingleton<SchemaVersion>();
        services.AddSingleton<IsolationInspection>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddHostedService<TreeRefresh>();
        services.AddHostedService<EmbeddedServerWatch>();
        return services;
    }
}
