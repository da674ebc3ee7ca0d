using Microsoft.AspNetCore.SignalR;
using Tenancy.Permissions;

namespace Web.Auth;

/// <summary>The caller behind a hub connection.</summary>
public static class HubCallers
{
    private const string FrameworksCalls = "Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher";

    private static readonly object Place = new();

    /// <summary>Who is connected, with the roles held now.</summary>
    public static Caller Caller(this HubCallerContext connection) => (Caller)connection.Items[Place]!;

    /// <summary>Keeps what the session row said.</summary>
    internal static void KeepCaller(this HubCallerContext connection, Caller caller) => connection.Items[Place] = caller;

    /// <summary>Registers the filters for all hubs.</summary>
    internal static void AddHubSessions(this IServiceCollection services)
    {
        services.AddSingleton<HubSessions>();
        services.AddHostedService(static provider => provider.GetRequiredService<HubSessions>());
        services.AddSingleton<HubRefusals>();
        services.AddLogging(static logging => logging.AddFilter(FrameworksCalls, LogLevel.Critical));
        services.AddSignalR(static options =>
        {
            options.AddFilter<HubRefusals>();
            options.AddFilter<HubSessions>();
        });
    }
}
