using Tenancy.Hosting;
using Web.Hosting.Health;
using Web.Hosting.Telemetry;

namespace Web.Hosting;

/// <summary>What every node has, whatever it serves: databases, logs, metrics, traces, health, limits.</summary>
public static class HostingModule
{
    /// <summary>Registers it on <paramref name="server"/>.</summary>
    public static WebApplicationBuilder AddHosting(this WebApplicationBuilder builder, DatabaseServer server, Launch launch)
    {
        builder.Services.AddTenancy(server);
        builder.Services.AddSingleton(launch);
        builder.AddStructuredLogs();
        builder.AddTelemetry();
        builder.Services.AddNodeHealth();
        builder.AddKestrelLimits();
        if (launch.Port is not null || string.IsNullOrEmpty(builder.Configuration["urls"]))
            builder.WebHost.UseUrls($"http://localhost:{launch.Port ?? Launch.DefaultPort}");
        return builder;
    }
}
