using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Tenancy.Isolation;

namespace Tenancy.Hosting.Health;

/// <summary>Whether every case can be judged: what was set aside leaves a node ready, but degraded.</summary>
internal sealed class SetAsideCheck(Sessions sessions, Databases databases) : IHealthCheck
{
    private const string Count = "select coalesce(sum(set_aside), 0) from tenant_due";

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var aside = 0L;
        foreach (var database in databases.DataDatabases)
        {
            await using var session = await sessions.OpenSiloAsync(database, cancellationToken);
            await using var reader = await session.ReadAsync([new(Count)], cancellationToken);
            await reader.ReadAsync(cancellationToken);
            aside += reader.GetInt64(0);
        }

        return aside == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(string.Create(CultureInfo.InvariantCulture, $"{aside} set aside by the sweep; ./run doctor tells which"));
    }
}
