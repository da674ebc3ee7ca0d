using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Tenancy.Hosting;

/// <summary>A service of a node that looks at a database once a second, for as long as the node lives.</summary>
/// <param name="time">Where the seconds come from.</param>
/// <param name="logger">Where it is said that a database could not be reached.</param>
/// <param name="beforeServing">Whether the first look comes before the node serves anybody.</param>
public abstract partial class EverySecond(TimeProvider time, ILogger logger, bool beforeServing = false) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = logger;

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (beforeServing)
            await TryLookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>One look; a database that cannot be reached is an <see cref="NpgsqlException"/>, and the next look tries again.</summary>
    protected abstract Task LookAsync(CancellationToken cancellation);

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!beforeServing)
            await TryLookAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await TryLookAsync(stoppingToken);
    }

    // A database that cannot be reached makes the node unready (health), not dead: it may come back.
    private async Task TryLookAsync(CancellationToken cancellation)
    {
        try
        {
            await LookAsync(cancellation);
        }
        catch (NpgsqlException unreachable)
        {
            LogUnreachable(unreachable.SqlState);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The database could not be read ({SqlState}); what was read last stays in use, the next look tries again")]
    private partial void LogUnreachable(string? sqlState);
}
