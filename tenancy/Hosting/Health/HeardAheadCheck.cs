using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Tenancy.Isolation;

namespace Tenancy.Hosting.Health;

/// <summary>Whether nobody above has heard more than a history still holds: a restore without a recount leaves a node ready, but degraded.</summary>
internal sealed class HeardAheadCheck(Sessions sessions, Databases databases) : IHealthCheck
{
    private const string Count = "select count(*) from tenant_due where heard_ahead";

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var ahead = 0L;
        foreach (var database in databases.DataDatabases)
        {
            await using var session = await sessions.OpenSiloAsync(database, cancellationToken);
            await using var reader = await session.ReadAsync([new(Count)], cancellationToken);
            await reader.ReadAsync(cancellationToken);
            ahead += reader.GetInt64(0);
        }

        return ahead == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(string.Create(
                CultureInfo.InvariantCulture, $"{ahead} jurisdictions were restored, and those above still have what was lost; ./run recount tells them anew"));
    }
}
