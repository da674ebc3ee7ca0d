using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Tenancy.Hosting.Health;

/// <summary>Whether the databases have every migration of this build.</summary>
internal sealed class MigrationsCheck(SchemaVersion schema) : IHealthCheck
{
    private bool _current;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // Migrations are never taken back, so one good answer holds as long as the process.
        _current = _current || (await schema.MissingAsync(cancellationToken)).Count == 0;
        return _current ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
    }
}
