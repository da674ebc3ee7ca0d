using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Tenancy.Permissions;

namespace Tenancy.Hosting.Health;

/// <summary>What an orchestrator asks a node: does it live, is it ready for requests.</summary>
public static class HealthModule
{
    private const string Ready = "ready";

    private const string Why = "An orchestrator has no account; names, states and numbers are all it is told.";

    /// <summary>Registers the checks.</summary>
    public static IServiceCollection AddNodeHealth(this IServiceCollection services)
    {
        services.AddSingleton<MigrationsCheck>();
        services.AddHealthChecks()
            .AddCheck<DatabasesCheck>("databases", tags: [Ready], timeout: TimeSpan.FromSeconds(5))
            .AddCheck<MigrationsCheck>("migrations", tags: [Ready], timeout: TimeSpan.FromSeconds(5))
            .AddTypeActivatedCheck<DueCheck>("sweep", failureStatus: null, tags: [Ready], timeout: TimeSpan.FromSeconds(5), args: DueCheck.SetAside)
            .AddTypeActivatedCheck<DueCheck>("valve", failureStatus: null, tags: [Ready], timeout: TimeSpan.FromSeconds(5), args: DueCheck.HeardAhead)
            .AddCheck<ClockCheck>("clock", tags: [Ready], timeout: TimeSpan.FromSeconds(5));
        return services;
    }

    /// <summary>Maps <c>/health/live</c> (the process answers) and <c>/health/ready</c> (databases, migrations and clock are well; 503 when not; degraded, with a note, while something is set aside by the sweep or a restored history is not recounted).</summary>
    public static IEndpointRouteBuilder MapNodeHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = static _ => false, ResponseWriter = WriteAsync }).OpenToAll(Why);
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = static c => c.Tags.Contains(Ready), ResponseWriter = WriteAsync }).OpenToAll(Why);
        return routes;
    }

    private static Task WriteAsync(HttpContext http, HealthReport report)
    {
        var (status, checks) = (report.Status.ToString(), report.Entries.ToDictionary(e => e.Key, e => e.Value.Status.ToString()));
        var notes = report.Entries.Where(e => e.Value.Status == HealthStatus.Degraded).ToDictionary(e => e.Key, e => e.Value.Description);
        return notes.Count == 0 ? http.Response.WriteAsJsonAsync(new { status, checks }) : http.Response.WriteAsJsonAsync(new { status, checks, notes });
    }
}
