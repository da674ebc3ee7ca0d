using Grains.Journal;
using Microsoft.Extensions.Logging;
using Tenancy;
using Tenancy.Hosting;

namespace Silo.Calendars;

/// <summary>Keeps this process's calendars current and, after a change, has the open cases it touches judged again.</summary>
/// <remarks>
/// A change, of the tree too, is applied <see cref="CalendarBook.Delay"/> after it was first seen: by then every node that may judge
/// has read it. Any number of silos may do so at once.
/// </remarks>
public sealed partial class CalendarKeeper(
    CalendarBook book, CalendarChanges changes, CalendarRecheck recheck, Jurisdictions jurisdictions, TimeProvider time, ILogger<CalendarKeeper> logger)
    : EverySecond(time, logger)
{
    private (int Calendar, long Tree) _seen = (-1, -1);
    private DateTimeOffset? _applyFrom;

    /// <inheritdoc/>
    protected override async Task LookAsync(CancellationToken cancellation)
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
}
