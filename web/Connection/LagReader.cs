using System.Collections.Concurrent;
using Grains.Cases;
using Grains.Journal;
using Tenancy;

namespace Web.Connection;

/// <summary>Reads how late a tenant's departments tell what happened: out of their latest cases, at most once a minute.</summary>
/// <remarks>A sample, so that it costs the same on a million cases: the cases that ended last and those that are due last.</remarks>
public sealed class LagReader(Sessions sessions, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    // Without statistics the planner takes a month's events for few and reads them all; each is to be found by its case.
    private const string ByIndex = "set local enable_seqscan = off";

    private const string Read = """
        select d.id, e.body
        from department d
        cross join lateral (
          (select id, month from case_file where department = d.id and ended_at is null order by due_at desc, id desc limit 25)
          union all
          (select id, month from case_file where department = d.id and ended_at is not null order by ended_at desc, id desc limit 25)) c
        cross join lateral (
          select body from event where month = c.month and grain = c.id and recorded_at > now() - interval '7 days' order by n limit 50) e
        """;

    private readonly ConcurrentDictionary<TenantId, (long At, Task<IReadOnlyDictionary<int, Lag>> Lags)> _known = new();

    /// <summary>By id of the department; who has told nothing in seven days is missing.</summary>
    public async Task<IReadOnlyDictionary<int, Lag>> ReadAsync(TenantId tenant, CancellationToken cancellation)
    {
        if (_known.TryGetValue(tenant, out var known) && time.GetElapsedTime(known.At) < Fresh && !known.Lags.IsFaulted)
            return await known.Lags.WaitAsync(cancellation);
        // Shared by all who ask meanwhile, so no single caller's token ends it.
        var reading = ReadAsync(tenant);
        _known[tenant] = (time.GetTimestamp(), reading);
        return await reading.WaitAsync(cancellation);
    }

    private async Task<IReadOnlyDictionary<int, Lag>> ReadAsync(TenantId tenant)
    {
        var lags = new Dictionary<int, List<TimeSpan>>();
        await using var session = await sessions.OpenAsync(tenant);
        await using var reader = await session.ReadAsync([new(ByIndex), new(Read)]);
        while (await reader.ReadAsync())
        {
            var recorded = CanonicalEvent.ReadCaseFact(reader.GetFieldValue<byte[]>(1));
            if (!recorded.Fact.Source.IsFeed())
                continue;
            if (!lags.TryGetValue(reader.GetInt32(0), out var of))
                lags[reader.GetInt32(0)] = of = [];
            var lag = recorded.RecordedAt - recorded.Fact.OccurredAt;
            of.Add(lag < TimeSpan.Zero ? TimeSpan.Zero : lag);
        }

        return lags.ToDictionary(one => one.Key, one => Lag.Of(one.Value)!);
    }
}
