using Grains.Journal;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tenancy;

namespace Silo.Valve;

/// <summary>Keeps the valve going: woken by every commit; and for everybody at the start, when the tree has changed, and now and then.</summary>
/// <remarks>
/// A round takes all that has gathered meanwhile, and is followed by a rest that grows with the work done, so that a busy
/// silo carries more at a time and not more often.
/// </remarks>
internal sealed partial class Carrying(
    Carrier carrier, Commits commits, Jurisdictions jurisdictions, TimeProvider time, ILogger<Carrying> logger) : BackgroundService
{
    private static readonly TimeSpan TreeInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestRest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(400);

    // How much longer it rests than it works.
    private const int Leisure = 4;

    // An ancestor that was restored from a backup while its descendants are quiet is found by then.
    private static readonly TimeSpan ThoroughInterval = TimeSpan.FromMinutes(10);

    private long _treeVersion = -1;
    private long _thorough;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var watch = commits.Watch();
        IReadOnlySet<TenantId> more = new HashSet<TenantId>();
        while (!stoppingToken.IsCancellationRequested)
        {
            var woken = await watch.TakeAsync(more.Count > 0 ? TimeSpan.Zero : TreeInterval, stoppingToken);
            var began = time.GetTimestamp();
            var thorough = IsThoroughDue();
            more = await CarryAsync(thorough ? [.. jurisdictions.Tree.All.Select(j => j.Id)] : [.. woken.Union(more)], thorough, stoppingToken);
            await RestAsync(time.GetElapsedTime(began), stoppingToken);
        }
    }

    private async Task<IReadOnlySet<TenantId>> CarryAsync(IReadOnlyCollection<TenantId> origins, bool thorough, CancellationToken cancellation)
    {
        try
        {
            var more = await carrier.CarryAsync(origins, cancellation);
            if (thorough)
                await carrier.ForgetStrangersAsync(cancellation);
            return more;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The marks still stand, so that the next look takes them up again; and everybody is looked at once more.
            LogFailed(e);
            _treeVersion = -1;
            return new HashSet<TenantId>();
        }
    }

    private bool IsThoroughDue()
    {
        var version = jurisdictions.Tree.Version;
        if (version == _treeVersion && time.GetElapsedTime(_thorough) < ThoroughInterval)
            return false;
        _treeVersion = version;
        _thorough = time.GetTimestamp();
        return true;
    }

    private Task RestAsync(TimeSpan worked, CancellationToken cancellation)
    {
        var rest = worked * Leisure;
        return Task.Delay(rest < ShortestRest ? ShortestRest : rest > LongestRest ? LongestRest : rest, time, cancellation);
    }

    [LoggerMessage(LogLevel.Error, "A round of the valve failed; the next one makes up for it")]
    private partial void LogFailed(Exception exception);
}
