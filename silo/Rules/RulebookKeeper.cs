using Grains.Journal;
using Microsoft.Extensions.Logging;
using Tenancy.Hosting;

namespace Silo.Rules;

/// <summary>Keeps this process's rulebooks current and, when other rules begin to hold, has the cases they concern judged again.</summary>
/// <remarks>
/// The rules of an instant are known to every node that may judge at it (<see cref="RulebookBook.Delay"/>). After a move in the
/// tree, cases are marked only once every node has had time to read the new tree. Any number of silos may do so at once.
/// </remarks>
public sealed partial class RulebookKeeper(
    RulebookBook book, RulebookChanges changes, RulebookRecheck recheck, TimeProvider time, ILogger<RulebookKeeper> logger)
    : EverySecond(time, logger)
{
    private long _tree = -1;
    private int _change = -1;
    private DateTimeOffset? _applyFrom;

    /// <inheritdoc/>
    protected override async Task LookAsync(CancellationToken cancellation)
    {
        await book.RefreshAsync(cancellation);
        if (book.History.Tree.Version != _tree)
        {
            if (await changes.SeedAsync(cancellation) > 0)
                await book.RefreshAsync(cancellation);
            Plan(book.CheckedAt + RulebookBook.Delay);
            _tree = book.History.Tree.Version;
        }

        // What took effect while the database could not be asked is made up for.
        if (book.History.Change != _change)
            Plan(book.CheckedAt);
        _change = book.History.Change;
        Plan(book.History.NextEffectAfter(book.CheckedAt));
        if (_applyFrom is not { } from || book.CheckedAt < from)
            return;
        var done = await recheck.ApplyAsync(book.CheckedAt, cancellation);
        _applyFrom = null;
        if (done.Count > 0)
            LogApplied(done.Count);
    }

    private void Plan(DateTimeOffset? at)
    {
        if (at is { } instant && (_applyFrom is not { } planned || instant < planned))
            _applyFrom = instant;
    }

    [LoggerMessage(LogLevel.Information, "Other rules hold: the cases of {Tenants} tenants are judged again")]
    private partial void LogApplied(int tenants);
}
