using Microsoft.AspNetCore.Builder;
using Tenancy.Hosting.Health;
using Tenancy.Hosting.Telemetry;

namespace Tenancy.Hosting;

/// <summary>What every node has, whatever its work: databases, logs, metrics, traces, health.</summary>
public static class NodeModule
{
    /// <summary>Registers it on <paramref name="server"/>; metrics and traces go under <paramref name="name"/>.</summary>
    public static WebApplicationBuilder AddNode(this WebApplicationBuilder builder, DatabaseServer server, string name)
    {
        builder.Services.AddTenancy(server);
        builder.Services.AddNodeHealth();
        builder.AddStructuredLogs();
        builder.AddTelemetry(name);
        return builder;
    }
}
