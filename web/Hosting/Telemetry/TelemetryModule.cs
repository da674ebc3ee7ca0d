namespace Web.Hosting.Telemetry;

/// <summary>Metrics and traces over OTLP, when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector.</summary>
public static class TelemetryModule
{
    /// <summary>Registers the export; does nothing without a collector.</summary>
    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            builder.Services.AddHostedService<TelemetryExport>();
        return builder;
    }
}
