using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Tenancy.Hosting.Telemetry;

/// <summary>Metrics and traces over OTLP, when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector.</summary>
public static class TelemetryModule
{
    /// <summary>Registers the export under a service name; does nothing without a collector.</summary>
    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder, string name)
    {
        if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            builder.Services.AddHostedService(_ => new TelemetryExport(name));
        return builder;
    }
}
