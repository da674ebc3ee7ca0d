using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Tenancy.Hosting.Telemetry;

/// <summary>Sends metrics and traces from start to stop; the exporter reads the <c>OTEL_*</c> variables itself.</summary>
internal sealed class TelemetryExport(string name) : IHostedService, IDisposable
{
    private static readonly string[] Meters =
    [
        "Platform.*", "Microsoft.AspNetCore.*", "Npgsql", "System.Runtime",
    ];

    private static readonly string[] Sources = ["Platform.*", "Microsoft.AspNetCore", "Npgsql"];

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var node = ResourceBuilder.CreateDefault().AddService(
            name, serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString(), serviceInstanceId: Environment.MachineName);
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(node).AddSource(Sources).AddOtlpExporter().Build();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(node).AddMeter(Meters).AddOtlpExporter().Build();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _traces?.ForceFlush();
        _metrics?.ForceFlush();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }
}
