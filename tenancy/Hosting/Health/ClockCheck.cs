using Microsoft.Extensions.Diagnostics.HealthChecks;
using Tenancy.Isolation;

namespace Tenancy.Hosting.Health;

/// <summary>Whether this node's clock is within two seconds of the database's.</summary>
internal sealed class ClockCheck(DatabaseClock clock) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        (await clock.OffsetAsync(Databases.Directory, cancellationToken)).Duration() <= DatabaseClock.Tolerance
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy();
}
