using Grains.Journal;
using Tenancy;
using Tenancy.Hosting;

namespace Web.Rules;

/// <summary>Keeps this node's rulebooks current; a root without one is given the shipped one.</summary>
internal sealed class RulebookRefresh(
    RulebookBook book, RulebookChanges changes, Jurisdictions jurisdictions, TimeProvider time, ILogger<RulebookRefresh> logger)
    : EverySecond(time, logger, beforeServing: true)
{
    private long _seeded = -1;

    protected override async Task LookAsync(CancellationToken cancellation)
    {
        var tree = jurisdictions.Tree.Version;
        if (_seeded != tree)
            await changes.SeedAsync(cancellation);
        _seeded = tree;
        await book.RefreshAsync(cancellation);
    }
}
