using Grains.Journal;
using Npgsql;
using Tenancy;

namespace Web.Rules;

/// <summary>Keeps this node's rulebooks current: read before it serves, then looked at every second; a root without one is given the shipped one.</summary>
internal sealed partial class RulebookRefresh(
    RulebookBook book, RulebookChanges changes, Jurisdictions jurisdictions, TimeProvider time, ILogger<RulebookRefresh> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private long _seeded = -1;

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
            var tree = jurisdictions.Tree.Version;
            if (_seeded != tree)
                await changes.SeedAsync(cancellation);
            _seeded = tree;
            await book.RefreshAsync(cancellation);
        }
        catch (NpgsqlException unreachable)
        {
            LogUnreachable(unreachable.SqlState);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The rulebooks could not be read ({SqlState}); the last ones stay in use for screens")]
    private partial void LogUnreachable(string? sqlState);
}
