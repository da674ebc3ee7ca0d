using Grains.Journal;
using Npgsql;

namespace Web.Calendars;

/// <summary>Keeps this node's calendars current: read before it serves, then looked at every second.</summary>
internal sealed partial class CalendarRefresh(CalendarBook book, CalendarChanges changes, TimeProvider time, ILogger<CalendarRefresh> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private bool _seeded;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await LookAsync(stoppingToken);
    }

    // A database that cannot be reached makes the node unready (health), not dead: it may come back.
    private async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            if (!_seeded)
                await changes.SeedAsync(cancellation);
            _seeded = true;
            await book.RefreshAsync(cancellation);
        }
        catch (NpgsqlException unreachable)
        {
            LogUnreachable(unreachable.SqlState);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The calendars could not be read ({SqlState}); the last ones stay in use for screens")]
    private partial void LogUnreachable(string? sqlState);
}
