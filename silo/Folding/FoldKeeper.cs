using Grains.Journal;
using Microsoft.Extensions.Logging;
using Tenancy;
using Tenancy.Hosting;

namespace Silo.Folding;

/// <summary>Has what an earlier version has left folded again by this one: when the node starts, and for tenants that come later.</summary>
/// <remarks>Any number of silos may do so at once.</remarks>
public sealed partial class FoldKeeper(FoldRecheck recheck, Jurisdictions jurisdictions, TimeProvider time, ILogger<FoldKeeper> logger)
    : EverySecond(time, logger)
{
    private long _tree = -1;

    /// <inheritdoc/>
    protected override async Task LookAsync(CancellationToken cancellation)
    {
        var version = jurisdictions.Tree.Version;
        if (version == _tree)
            return;
        var done = await recheck.ApplyAsync(cancellation);
        _tree = version;
        if (done.Count > 0)
            LogApplied(done.Count);
    }

    [LoggerMessage(LogLevel.Information, "The cases of {Tenants} tenants are folded again in the form of this version")]
    private partial void LogApplied(int tenants);
}
