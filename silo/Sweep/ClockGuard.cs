using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Tenancy.Hosting;

namespace Silo.Sweep;

/// <summary>Whether this node's clock is near enough to a database's to judge by it: within two seconds.</summary>
/// <remarks>Time is read from the database all the same; a node whose clock is off is ill in ways that it does not know.</remarks>
internal sealed partial class ClockGuard(DatabaseClock clock, TimeProvider time, ILogger<ClockGuard> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (long MeasuredAt, bool IsNear)> _measured = new(StringComparer.Ordinal);

    /// <summary>Whether it may judge what stands in this database; measured every few seconds.</summary>
    public async Task<bool> MayJudgeAsync(string database, CancellationToken cancellation)
    {
        if (_measured.TryGetValue(database, out var last) && time.GetElapsedTime(last.MeasuredAt) < Interval)
            return last.IsNear;
        var measuredAt = time.GetTimestamp();
        var offset = await clock.OffsetAsync(database, cancellation);
        var isNear = offset.Duration() <= DatabaseClock.Tolerance;
        if (!isNear)
            LogOff(database, offset);
        _measured[database] = (measuredAt, isNear);
        return isNear;
    }

    [LoggerMessage(LogLevel.Error, "This node's clock is {Offset} off that of database {Database}: it judges nothing until it is right")]
    private partial void LogOff(string database, TimeSpan offset);
}
