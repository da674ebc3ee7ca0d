using Microsoft.Extensions.Logging;

namespace Tenancy.Hosting;

/// <summary>Keeps this process's tree of jurisdictions current.</summary>
internal sealed class TreeRefresh(Jurisdictions jurisdictions, TimeProvider time, ILogger<TreeRefresh> logger)
    : EverySecond(time, logger, beforeServing: true)
{
    /// <inheritdoc/>
    protected override Task LookAsync(CancellationToken cancellation) => jurisdictions.RefreshAsync(cancellation);
}
