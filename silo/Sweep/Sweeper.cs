using Grains.Journal;
using Microsoft.Extensions.Logging;
using Silo.Valve;
using Tenancy;

namespace Silo.Sweep;

/// <summary>Turns time into events in one database: takes the tenants in which something is due and sweeps them in chunks, in turn.</summary>
/// <remarks>
/// Every chunk is a transaction of the journal that leaves the tenant's next due instant behind: a sweep that is cut off
/// anywhere is simply gone on with, nothing is judged twice and nothing is left out. A storm in one tenant takes its turn
/// like everybody else.
/// </remarks>
internal sealed partial class Sweeper(
    Journal journal, DueTenants due, ClockGuard clock, Jurisdictions jurisdictions, TimeProvider time, ILogger<Sweeper> logger)
{
    // Grains judged in one transaction: what a tenant's writers wait for.
    private const int Chunk = 1000;

    private const int AtOnce = 2;

    // What is left of a storm then is taken up again among those who have become due meanwhile.
    private static readonly TimeSpan Shift = TimeSpan.FromSeconds(2);

    // Tenants taken at a time: what is taken and not begun is withheld from other silos.
    private const int Most = 8;

    private readonly Backoff<TenantId> _failing = new(time);

    /// <summary>Sweeps until nothing is due any more.</summary>
    /// <returns>How many grains were judged.</returns>
    public async Task<long> SweepAsync(string database, CancellationToken cancellation)
    {
        var judged = 0L;
        while (await clock.MayJudgeAsync(database, cancellation))
        {
            var taken = await due.TakeAsync(database, Most, cancellation);
            var swept = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(worker =>
                SweepInTurnAsync(database, [.. taken.Where((_, i) => i % AtOnce == worker)], cancellation)));
            judged += swept.Sum();
            if (taken.Count == 0 || swept.Sum() == 0)
                break;
        }

        return judged;
    }

    /// <summary>One chunk of each tenant, and again those that have more.</summary>
    private async Task<long> SweepInTurnAsync(string database, IReadOnlyList<TenantId> tenants, CancellationToken cancellation)
    {
        var judged = 0L;
        var began = time.GetTimestamp();
        for (var turn = tenants; turn.Count > 0;)
        {
            var more = new List<TenantId>();
            foreach (var tenant in turn)
            {
                var outcome = await SweepOneAsync(tenant, cancellation);
                judged += outcome?.Judged ?? 0;
                if (outcome is { Judged: > 0 } && outcome.NextDueAt <= outcome.Now && time.GetElapsedTime(began) < Shift)
                    more.Add(tenant);
                else if (outcome is not null)
                    await due.GiveBackAsync(database, tenant, cancellation);
            }

            turn = more;
        }

        return judged;
    }

    private async Task<SweepOutcome?> SweepOneAsync(TenantId tenant, CancellationToken cancellation)
    {
        if (!jurisdictions.Tree.TryFind(tenant, out _) || !_failing.MayTry(tenant))
            return null;
        try
        {
            var outcome = await journal.SweepAsync(tenant, Chunk, cancellation);
            _failing.Succeeded(tenant);
            if (outcome.Judged == 0 && outcome.NextDueAt <= outcome.Now && _failing.Failed(tenant))
                LogStuck(tenant);
            return outcome;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // It stays taken until its time is up, so that nobody tries it all over at once.
            _failing.Failed(tenant);
            LogFailed(tenant, e);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "Sweeping tenant {Tenant} failed; it is tried again")]
    private partial void LogFailed(TenantId tenant, Exception exception);

    [LoggerMessage(LogLevel.Error, "Tenant {Tenant} has something due that no sweep judges")]
    private partial void LogStuck(TenantId tenant);
}
