using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Npgsql;
using Silo.Ticker;
using Tenancy;

namespace Silo.Valve;

/// <summary>Carries along the tree's edges: figures, escalations and directories to every ancestor, messages both ways.</summary>
/// <remarks>
/// Rows travel whole with (epoch, version) and the newer wins, so that a carrier may die anywhere, run twice or meet
/// another one: whatever it has not noted as told is told again. An ancestor that is down holds nobody else up.
/// </remarks>
internal sealed partial class Carrier(
    Sessions sessions, Jurisdictions jurisdictions, Ticks ticks, Reach reach, TimeProvider time, ILogger<Carrier> logger)
{
    // Enough to keep two cores busy; every one needs a connection.
    private const int AtOnce = 4;

    // Rows in one transaction at an ancestor; more tenants go into the next one.
    private const int Load = 5000;

    private readonly Origins _origins = new(sessions);
    private readonly Destinations _destinations = new(sessions);
    private readonly Backoff<(TenantId Origin, TenantId Target)> _edges = new(time);

    /// <summary>Carries everything that these tenants have to tell now.</summary>
    /// <remarks>Who has nothing new says so: an ancestor that was restored from a backup then finds that it has missed something.</remarks>
    /// <param name="origins">Who tells.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>Tenants that have to tell more at once: somebody had lost what was told before.</returns>
    public async Task<IReadOnlySet<TenantId>> CarryAsync(IReadOnlyCollection<TenantId> origins, CancellationToken cancellation)
    {
        var tree = jurisdictions.Tree;
        var deliveries = new ConcurrentBag<Delivery>();
        await EachAsync(origins.Where(o => tree.TryFind(o, out _)), async (origin, stop) =>
        {
            if (await ReadAsync(tree, origin, stop) is { } delivery)
                deliveries.Add(delivery);
        }, cancellation);
        await EachAsync(Trips(tree, deliveries), (trip, stop) => TravelAsync(trip, stop), cancellation);
        await EachAsync(deliveries, (delivery, stop) => WithdrawAsync(tree, delivery, stop), cancellation);
        await EachAsync(deliveries, (delivery, stop) => SettleAsync(delivery, stop), cancellation);
        foreach (var database in deliveries.Select(d => tree[d.Parcel.Origin].Database).Distinct())
            ticks.Touch(database);
        return deliveries.Where(d => d.Lost.Except(d.Parcel.Former).Any()).Select(d => d.Parcel.Origin).ToHashSet();
    }

    /// <summary>Has everybody forget whom they have heard of and who no longer stands below them, as the tree is now.</summary>
    /// <remarks>Who carried by the former tree may have put rows after they had been withdrawn.</remarks>
    /// <param name="cancellation">Stops between two steps.</param>
    public async Task ForgetStrangersAsync(CancellationToken cancellation)
    {
        try
        {
            await jurisdictions.RefreshAsync(cancellation);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            // By a tree that may have changed since nobody is forgotten; the next thorough round does it.
            return;
        }

        var tree = jurisdictions.Tree;
        await EachAsync(tree.All.Where(at => MayTry(tree, at.Id, at.Id)), (at, stop) => TryAsync(at.Database, at.Id, at.Id, async () =>
        {
            foreach (var stranger in await _destinations.StrangersAsync(at.Id, tree.SubtreeOf(at.Id).Select(j => j.Id), stop))
                await _destinations.WithdrawAsync(at.Id, stranger, stop);
        }), cancellation);
    }

    private async Task<Delivery?> ReadAsync(JurisdictionTree tree, TenantId origin, CancellationToken cancellation)
    {
        var ancestors = tree.AncestorsOf(origin).Select(a => a.Id).ToList();
        var reachable = ancestors.Where(a => MayTry(tree, origin, a)).ToList();
        Parcel? parcel = null;
        if (reach.IsUp(tree[origin].Database))
            await TryAsync(tree[origin].Database, origin, origin, async () => parcel = await _origins.ReadAsync(origin, ancestors, reachable, tree[origin].Zone, cancellation));
        if (parcel is null)
            return null;
        List<TenantId> astray = [.. parcel.Messages.Select(m => m.Target).Distinct().Where(t => !tree.IsWithin(origin, t) && !tree.IsWithin(t, origin))];
        foreach (var target in astray)
            LogAstray(origin, target);
        return new Delivery(parcel, ancestors, astray);
    }

    /// <summary>One transaction at one target each, of at most <see cref="Load"/> rows.</summary>
    private IEnumerable<Trip> Trips(JurisdictionTree tree, IEnumerable<Delivery> deliveries)
    {
        var stops = deliveries.OrderBy(d => d.Parcel.Origin).SelectMany(d => d.Targets.Where(t => MayTry(tree, d.Parcel.Origin, t)), (d, t) => (Target: t, Delivery: d));
        foreach (var group in stops.GroupBy(s => s.Target))
        {
            var load = new List<Delivery>();
            foreach (var (_, delivery) in group)
            {
                if (load.Count > 0 && load.Sum(d => d.Parcel.Weight) + delivery.Parcel.Weight > Load)
                {
                    yield return new(group.Key, tree[group.Key].Database, load);
                    load = [];
                }

                load.Add(delivery);
            }

            yield return new(group.Key, tree[group.Key].Database, load);
        }
    }

    private async Task TravelAsync(Trip trip, CancellationToken cancellation)
    {
        if (!reach.IsUp(trip.Database))
            return;
        if (await TryAsync(trip.Database, trip.Load[0].Parcel.Origin, trip.Target, () => PutAsync(trip, cancellation)) || trip.Load.Count == 1)
            return;
        // What one tenant has to tell may be at fault, not the target: then the others go without it.
        foreach (var one in trip.Load.Where(_ => reach.IsUp(trip.Database)))
            await TryAsync(trip.Database, one.Parcel.Origin, trip.Target, () => PutAsync(trip with { Load = [one] }, cancellation));
    }

    private async Task PutAsync(Trip trip, CancellationToken cancellation)
    {
        List<Delivery> telling = [.. trip.Load.Where(d => d.Parcel.Ancestors.Contains(trip.Target))];
        List<Message> messages = [.. trip.Load.SelectMany(d => d.Parcel.Messages).Where(m => m.Target == trip.Target)];
        var hearing = await _destinations.PutAsync(trip.Target, [.. telling.Select(d => d.Parcel)], messages, cancellation);
        foreach (var delivery in telling)
        {
            (hearing.Heard.Contains(delivery.Parcel.Origin) ? delivery.Heard : delivery.Lost).Add(trip.Target);
            if (hearing.To.TryGetValue(delivery.Parcel.Origin, out var to))
                delivery.HeardTo.Add(to);
        }

        foreach (var message in messages)
            trip.Load.First(d => d.Parcel.Origin == message.Source).Delivered.Add(message);
        ticks.Touch(trip.Database);
    }

    private async Task WithdrawAsync(JurisdictionTree tree, Delivery delivery, CancellationToken cancellation)
    {
        foreach (var former in delivery.Parcel.Former)
        {
            // A jurisdiction that exists no more has nothing left to forget.
            if (!tree.TryFind(former, out var there)
                || await TryAsync(there.Database, delivery.Parcel.Origin, former, () => _destinations.WithdrawAsync(former, delivery.Parcel.Origin, cancellation)))
                delivery.Lost.Add(former);
        }
    }

    private Task SettleAsync(Delivery delivery, CancellationToken cancellation)
    {
        var (parcel, database) = (delivery.Parcel, jurisdictions.Tree[delivery.Parcel.Origin].Database);
        return TryAsync(database, parcel.Origin, parcel.Origin, async () =>
        {
            if (await _origins.SettleAsync(
                parcel, delivery.Heard, delivery.Lost, delivery.Delivered, delivery.IsComplete, delivery.Undeliverable,
                delivery.HeardTo.DefaultIfEmpty().Max(), cancellation))
            {
                ValveTelemetry.HeardAhead();
                LogHeardAhead(parcel.Origin);
            }
        });
    }

    private bool MayTry(JurisdictionTree tree, TenantId origin, TenantId target) =>
        _edges.MayTry((origin, target)) && tree.TryFind(target, out var there) && reach.IsUp(there.Database);

    /// <summary>Runs one attempt; a failure is remembered against the database when it is not there, and against the edge when it is.</summary>
    private async Task<bool> TryAsync(string database, TenantId origin, TenantId target, Func<Task> attempt)
    {
        try
        {
            await attempt();
            _edges.Succeeded((origin, target));
            return true;
        }
        catch (PostgresException e) when (!e.IsTransient)
        {
            if (_edges.Failed((origin, target)))
                LogRefused(e, origin, target);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            reach.Lost(database, e.Message);
        }

        return false;
    }

    private static Task EachAsync<T>(IEnumerable<T> of, Func<T, CancellationToken, Task> act, CancellationToken cancellation) =>
        Parallel.ForEachAsync(of, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (one, stop) => await act(one, stop));

    [LoggerMessage(LogLevel.Error, "What tenant {Origin} has to tell tenant {Target} is refused by the database; it is tried again until it is not")]
    private partial void LogRefused(PostgresException exception, TenantId origin, TenantId target);

    [LoggerMessage(LogLevel.Error, "Those above tenant {Origin} have heard of commits that it no longer has: it was restored from a backup, and recount must tell them anew")]
    private partial void LogHeardAhead(TenantId origin);

    [LoggerMessage(LogLevel.Error, "Tenant {Origin} has a message for tenant {Target}, which stands neither above nor below it; it stays in the outbox")]
    private partial void LogAstray(TenantId origin, TenantId target);

    /// <summary>One transaction at one target.</summary>
    private sealed record Trip(TenantId Target, string Database, IReadOnlyList<Delivery> Load);
}
