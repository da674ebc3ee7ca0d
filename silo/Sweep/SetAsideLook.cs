using System.Collections.Concurrent;
using Grains.Journal;
using Grains.Journal.Aside;
using Microsoft.Extensions.Logging;
using Tenancy;

namespace Silo.Sweep;

/// <summary>Looks after what the sweep has set aside: a new version of the program tries it again, a metric tells how much it is.</summary>
internal sealed partial class SetAsideLook(SetAsides asides, Jurisdictions jurisdictions, TimeProvider time, ILogger<SetAsideLook> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, long> _looked = new(StringComparer.Ordinal);

    /// <summary>Has tried again what another version set aside, once for each database; then only counts, a few times a minute.</summary>
    public async Task LookAsync(string database, CancellationToken cancellation)
    {
        var isFirst = !_looked.TryGetValue(database, out var last);
        if (!isFirst && time.GetElapsedTime(last) < Interval)
            return;
        TenantId[] tenants = [.. jurisdictions.Tree.All.Where(jurisdiction => string.Equals(jurisdiction.Database, database, StringComparison.Ordinal)).Select(jurisdiction => jurisdiction.Id)];
        if (isFirst && tenants.Length > 0 && await asides.ReleaseAsync(database, tenants, cancellation: cancellation) is { Count: > 0 } released)
            LogReleased(database, released.Count);
        JournalTelemetry.StandAside(database, await asides.CountAsync(database, cancellation));
        if (tenants.Length > 0)
            _looked[database] = time.GetTimestamp();
    }

    [LoggerMessage(LogLevel.Information, "What an earlier version set aside in {Tenants} tenants of database {Database} is tried again")]
    private partial void LogReleased(string database, int tenants);
}
