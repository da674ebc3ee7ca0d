using Grains.Journal;
using Tenancy.Hosting;

namespace Web.Calendars;

/// <summary>Keeps this node's calendars current; the shipped papers are loaded where there are none.</summary>
internal sealed class CalendarRefresh(CalendarBook book, CalendarChanges changes, TimeProvider time, ILogger<CalendarRefresh> logger)
    : EverySecond(time, logger, beforeServing: true)
{
    private bool _seeded;

    protected override async Task LookAsync(CancellationToken cancellation)
    {
        if (!_seeded)
            await changes.SeedAsync(cancellation);
        _seeded = true;
        await book.RefreshAsync(cancellation);
    }
}
