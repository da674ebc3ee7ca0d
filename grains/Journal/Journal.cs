using System.Collections.Concurrent;
using System.Diagnostics;
using Grains.Journal.Aside;
using Microsoft.Extensions.Logging;
using Tenancy;

namespace Grains.Journal;

/// <summary>Hosts the grains: takes facts, lets grains decide, and answers when everything is durable.</summary>
/// <remarks>
/// Calls that arrive together on one database share a transaction (group commit); a tenant's calls always meet in the
/// same lane, so that they never wait for each other's lock inside one process. What a call is answered does not
/// depend on whom it shared with: a group that fails is split until the poison stands alone.
/// </remarks>
public sealed class Journal : IAsyncDisposable
{
    private readonly Sessions _sessions;
    private readonly Jurisdictions _jurisdictions;
    private readonly JournalGround _ground;
    private readonly Commits _commits;
    private readonly ILogger<Journal> _logger;
    private readonly int _lanesPerDatabase;
    private readonly ConcurrentDictionary<(string Database, int Lane), Lane> _lanes = new();

    /// <summary>Ready to take facts; lanes start with their first call.</summary>
    public Journal(Sessions sessions, Jurisdictions jurisdictions, JournalGround ground, Commits commits, ILogger<Journal> logger)
    {
        (_sessions, _jurisdictions, _ground, _commits, _logger) = (sessions, jurisdictions, ground, commits, logger);
        _lanesPerDatabase = Math.Clamp(Environment.ProcessorCount, 2, 8);
    }

    /// <summary>Records a department's batch: one transaction, answered when durable.</summary>
    /// <exception cref="JournalUnavailableException">The database could not be reached; nothing was recorded, or it is not known: send it again.</exception>
    public Task<BatchAnswer> RecordAsync(CaseBatch batch)
    {
        var database = _jurisdictions.Tree[batch.Tenant].Database;
        var lane = _lanes.GetOrAdd(
            (database, batch.Tenant.Value % _lanesPerDatabase), static (key, self) => new Lane(group => self.RunAsync(key.Database, group)), this);
        return lane.EnqueueAsync(batch);
    }

    /// <summary>Judges what time has made due in a tenant, at most so many cases.</summary>
    /// <returns>How many were judged, and when the tenant next has something due.</returns>
    public async Task<SweepOutcome> SweepAsync(TenantId tenant, int most, CancellationToken cancellation = default)
    {
        using var activity = JournalTelemetry.Source.StartActivity("journal.sweep");
        var outcome = await SweepAsync(_jurisdictions.Tree[tenant], most, cancellation);
        if (outcome.Judged > 0)
            _commits.Raise(tenant);
        return outcome;
    }

    /// <summary>One transaction for all; where something in it cannot be judged, that is set aside and the rest judged all the same.</summary>
    private async Task<SweepOutcome> SweepAsync(Jurisdiction tenant, int most, CancellationToken cancellation)
    {
        try
        {
            return await new SweepTransaction(_sessions, _ground).RunAsync(tenant, most, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !Failure.IsTransient(failure))
        {
            return await new SweepIsolation(_sessions, _ground, new SetAsides(_sessions), _logger).RunAsync(tenant, most, cancellation);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var lane in _lanes.Values)
            await lane.DisposeAsync();
    }

    private async Task RunAsync(string database, IReadOnlyList<PendingBatch> group)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var answers = await new RecordTransaction(_sessions, _ground).RunAsync(database, [.. group.Select(p => p.Batch)], CancellationToken.None);
            JournalTelemetry.Committed(group.Sum(p => p.Batch.Weight), Stopwatch.GetElapsedTime(started));
            foreach (var tenant in group.Select(p => p.Batch.Tenant).Distinct())
                _commits.Raise(tenant);
            for (var i = 0; i < group.Count; i++)
                group[i].Answer(answers[i]);
        }
        catch (Exception failure)
        {
            await RecoverAsync(database, group, failure);
        }
    }

    /// <summary>A group is halved; a lone batch is tried again if the machine was at fault, else its poison event is isolated.</summary>
    private async Task RecoverAsync(string database, IReadOnlyList<PendingBatch> group, Exception failure)
    {
        if (group.Count > 1)
        {
            await RunAsync(database, [.. group.Take(group.Count / 2)]);
            await RunAsync(database, [.. group.Skip(group.Count / 2)]);
            return;
        }

        var pending = group[0];
        if (Failure.IsTransient(failure))
        {
            JournalLog.Unavailable(_logger, database, failure);
            if (pending.TryAgain())
            {
                await Task.Delay(Lane.RetryPause);
                await RunAsync(database, group);
            }
            else
            {
                pending.Fail(new JournalUnavailableException(database, failure));
            }

            return;
        }

        JournalLog.Poison(_logger, database, pending.Batch.Tenant.Value, pending.Batch.Facts.Count, failure);
        await IsolateAsync(database, pending, failure);
    }

    private async Task IsolateAsync(string database, PendingBatch pending, Exception failure)
    {
        var facts = pending.Batch.Facts;
        if (facts.Count == 0)
        {
            pending.Fail(failure);
            return;
        }

        var parts = facts.Count == 1
            ? [pending.Batch with { Facts = [], Refused = [.. pending.Batch.Refused, Failure.Poison(facts[0])] }]
            : new[]
            {
                pending.Batch with { Facts = [.. facts.Take(facts.Count / 2)] },
                pending.Batch with { Facts = [.. facts.Skip(facts.Count / 2)], Refused = [] },
            };
        var answers = new List<BatchAnswer>();
        foreach (var part in parts)
        {
            var half = new PendingBatch(part);
            await RunAsync(database, [half]);
            try
            {
                answers.Add(await half.Answered);
            }
            catch (Exception inner)
            {
                pending.Fail(inner);
                return;
            }
        }

        pending.Answer(new BatchAnswer(
            answers.Sum(a => a.Accepted), answers.Sum(a => a.Duplicate), [.. answers.SelectMany(a => a.Refused).OrderBy(r => r.Index)]));
    }
}
