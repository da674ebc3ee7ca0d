using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Tenancy;

namespace Silo.Forgetting;

/// <summary>Lets the <see cref="Forgetter"/> look at every tenant once an hour.</summary>
internal sealed partial class ForgettingKeeper(
    Forgetter forgetter, Jurisdictions jurisdictions, TimeProvider time, ILogger<ForgettingKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly Dictionary<TenantId, long> _looked = [];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var jurisdiction in jurisdictions.Tree.All)
                await LookAsync(jurisdiction.Id, stoppingToken);
        }
    }

    private async Task LookAsync(TenantId tenant, CancellationToken cancellation)
    {
        if (_looked.TryGetValue(tenant, out var last) && time.GetElapsedTime(last) < Interval)
            return;
        // Noted before it is done: a database that is away is asked again in an hour, not every time.
        _looked[tenant] = time.GetTimestamp();
        try
        {
            await forgetter.ForgetAsync(tenant, cancellation);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            LogFailed(tenant, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "What is old of tenant {Tenant} could not be removed; it is tried again")]
    private partial void LogFailed(TenantId tenant, Exception exception);
}
