using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Tenancy.Isolation;

namespace Tenancy.Hosting.Health;

/// <summary>Counts in all data databases what of <c>tenant_due</c> wants an operator: it leaves a node ready, but degraded.</summary>
/// <param name="sessions">Where it is read.</param>
/// <param name="databases">The data databases.</param>
/// <param name="count">The query that counts it.</param>
/// <param name="note">What it is and what to do, to be read after the number.</param>
internal sealed class DueCheck(Sessions sessions, Databases databases, string count, string note) : IHealthCheck
{
    /// <summary>What the sweep could not judge.</summary>
    public static readonly object[] SetAside =
        ["select coalesce(sum(set_aside), 0) from tenant_due", "set aside by the sweep; ./run doctor tells which"];

    /// <summary>Histories that hold less than those above have heard: restored, and not recounted.</summary>
    public static readonly object[] HeardAhead =
        ["select count(*) from tenant_due where heard_ahead", "jurisdictions were restored, and those above still have what was lost; ./run recount tells them anew"];

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var found = 0L;
        foreach (var database in databases.DataDatabases)
        {
            await using var session = await sessions.OpenSiloAsync(database, cancellationToken);
            await using var reader = await session.ReadAsync([new(count)], cancellationToken);
            await reader.ReadAsync(cancellationToken);
            found += reader.GetInt64(0);
        }

        return found == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Create(CultureInfo.InvariantCulture, $"{found} {note}"));
    }
}
