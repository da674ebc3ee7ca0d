using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Silo.Seals;
using Tenancy.Isolation;

namespace Silo.Sweep;

/// <summary>Follows time in every database: what is due is judged within a second, days are sealed when they end, months get their partitions.</summary>
/// <remarks>A loop for each database, so that one which does not answer holds nobody up.</remarks>
internal sealed partial class Sweeping(
    Sweeper sweeper, SetAsideLook asides, Sealer sealer, Partitions partitions, Databases databases, TimeProvider time, ILogger<Sweeping> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var loops = new Dictionary<string, Task>(StringComparer.Ordinal);
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            foreach (var database in databases.DataDatabases.Where(d => !loops.TryGetValue(d, out var loop) || loop.IsCompleted))
                loops[database] = FollowAsync(database, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task FollowAsync(string database, CancellationToken cancellation)
    {
        try
        {
            await partitions.EnsureAsync(database, cancellation);
            await asides.LookAsync(database, cancellation);
            await sweeper.SweepAsync(database, cancellation);
            await sealer.SealDueAsync(database, cancellation);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            LogUnreachable(database, e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(database, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Time cannot be followed in database {Database} ({Reason}); it is made up for")]
    private partial void LogUnreachable(string database, string reason);

    [LoggerMessage(LogLevel.Error, "Following time in database {Database} failed; it is made up for")]
    private partial void LogFailed(string database, Exception exception);
}
