using Grains.Journal;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Tenancy;

namespace Silo.Calendars;

/// <summary>Keeps this process's calendars current and, after a change, has the open cases it touches judged again.</summary>
/// <remarks>
/// A change, of the tree too, is applied <see cref="CalendarBook.Delay"/> after it was first seen: by then every node that may judge
/// has read it. Any number of silos may do so at once.
/// </remarks>
public sealed partial class CalendarKeeper(
    CalendarBook book, CalendarChanges changes, CalendarRecheck recheck, Jurisdictions jurisdictions, TimeProvider time, ILogger<CalendarKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private (int Calendar, long Tree) _seen = (-1, -1);
    private DateTimeOffset? _applyFrom;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (NpgsqlException unreachable)
            {
                LogUnreachable(unreachable.SqlState);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        if (_seen.Calendar < 0)
            await changes.SeedAsync(cancellation);
        await book.RefreshAsync(cancellation);
        var stands = (book.Version, jurisdictions.Tree.Version);
        if (stands != _seen)
            (_seen, _applyFrom) = (stands, book.CheckedAt + CalendarBook.Delay);
        if (_applyFrom is not { } from || book.CheckedAt < from)
            return;
        var done = await recheck.ApplyAsync(book.CheckedAt, cancellation);
        _applyFrom = null;
        if (done.Count > 0)
            LogApplied(_seen.Calendar, done.Count);
    }

    [LoggerMessage(LogLevel.Information, "Calendar version {Version}: the open cases of {Tenants} tenants are judged again")]
    private partial void LogApplied(int version, int tenants);

    [LoggerMessage(LogLevel.Warning, "The calendars could not be read or applied ({SqlState}); the next look tries again")]
    private partial void LogUnreachable(string? sqlState);
}
