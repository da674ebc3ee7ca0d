using Grains.Journal;
using Npgsql;
using Tenancy.Isolation;

namespace Web.Interface;

/// <summary>Tells every data database that a node which takes events reaches it: where no node does so any more, the platform is out.</summary>
/// <remarks>Each database by itself, so that one which does not answer makes no outage of another.</remarks>
internal sealed partial class Pulse(OutageBook outages, Databases databases, TimeProvider time, ILogger<Pulse> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var beating = new Dictionary<string, Task>(StringComparer.Ordinal);
        using var timer = new PeriodicTimer(OutageBook.Beat, time);
        do
        {
            foreach (var database in databases.DataDatabases.Where(one => !beating.TryGetValue(one, out var beat) || beat.IsCompleted))
                beating[database] = BeatAsync(database, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task BeatAsync(string database, CancellationToken cancellation)
    {
        try
        {
            await outages.BeatAsync(database, cancellation);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            LogUnreachable(database, e.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Database {Database} did not take the beat ({Reason}); after a minute that is an outage")]
    private partial void LogUnreachable(string database, string reason);
}
