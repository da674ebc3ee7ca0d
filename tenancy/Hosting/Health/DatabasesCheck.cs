using Microsoft.Extensions.Diagnostics.HealthChecks;
using Tenancy.Isolation;

namespace Tenancy.Hosting.Health;

/// <summary>Whether the directory and every data database answer.</summary>
internal sealed class DatabasesCheck(Sessions sessions, Databases databases) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        foreach (var database in databases.DataDatabases.Prepend(Databases.Directory))
        {
            await using var session = await sessions.OpenSiloAsync(database, cancellationToken);
            await session.ConnectAsync(cancellationToken);
        }

        return HealthCheckResult.Healthy();
    }
}
