using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Tenancy.Hosting;

/// <summary>Keeps this process's tree of jurisdictions current: read before anything else starts, then looked at every second.</summary>
internal sealed partial class TreeRefresh(Jurisdictions jurisdictions, TimeProvider time, ILogger<TreeRefresh> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await RefreshAsync(stoppingToken);
    }

    // A database that cannot be reached makes the node unready (health), not dead: it may come back.
    private async Task RefreshAsync(CancellationToken cancellation)
    {
        try
        {
            await jurisdictions.RefreshAsync(cancellation);
        }
        catch (NpgsqlException e)
        {
            LogUnreadable(e.SqlState);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The tree of jurisdictions could not be read ({SqlState}); the last one stays in use")]
    private partial void LogUnreadable(string? sqlState);
}
