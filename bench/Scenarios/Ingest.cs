using System.Diagnostics;
using Bench.Bed;
using Bench.Limits;
using Bench.Measuring;
using Bench.Peers;
using Grains.Cases;
using Grains.Journal;
using Tenancy;
using Web.Interface;

namespace Bench.Scenarios;

/// <summary>Durable ingest through the full domain path, against COPY and the peers, in batches and by many single callers.</summary>
internal sealed class Ingest(TestBed bed, bool quick)
{
    private readonly DateTimeOffset _from = TimeProvider.System.GetUtcNow().AddHours(-20);
    private readonly TimeSpan _span = TimeSpan.FromHours(18);
    private int[] _latest = [];
    private int _generation;

    private int Scale(int events) => quick ? events / 5 : events;

    public void AddBatches(Contest contest, CopyLimit copy)
    {
        contest.Add("journal, batches of 1000", () => BatchesAsync(Scale(100_000), 1_000));
        contest.Add("copy", async () =>
        {
            var sample = await copy.SampleAsync(_latest, Scale(100_000));
            return async () => (await copy.RunAsync(sample, 1_000), null);
        });
        contest.Add("journal, batches of 100", () => BatchesAsync(Scale(40_000), 100));
        contest.Add("journal, batches of 1, one caller", () => BatchesAsync(Scale(2_000), 1, writers: 1));
    }

    public void AddPeers(Contest contest)
    {
        var prepared = new DapperPeer(bed.Peer(autoPrepare: true));
        var plain = new DapperPeer(bed.Peer(autoPrepare: false));
        var ef = new EfPeer(bed.Peer(autoPrepare: true));
        contest.Add("peer, Dapper, auto-prepare", () => SinglesAsync(Scale(6_000), 16, prepared.RecordAsync));
        contest.Add("peer, Dapper", () => SinglesAsync(Scale(5_000), 16, plain.RecordAsync));
        contest.Add("peer, EF Core", () => SinglesAsync(Scale(1_500), 16, ef.RecordAsync));
    }

    public void AddSingles(Contest contest)
    {
        var prepared = new DapperPeer(bed.Peer(autoPrepare: true));
        var plain = new DapperPeer(bed.Peer(autoPrepare: false));
        foreach (var callers in new[] { 64, 256 })
        {
            contest.Add($"journal, {callers} callers", () => SinglesAsync(Scale(30_000), callers, RecordOneAsync));
            contest.Add($"peer, Dapper, {callers} callers", () => SinglesAsync(Scale(6_000), callers, plain.RecordAsync));
            contest.Add($"peer, Dapper, auto-prepare, {callers} callers", () => SinglesAsync(Scale(6_000), callers, prepared.RecordAsync));
        }
    }

    /// <summary>Two writers, each with a county of its own.</summary>
    public Task<Run> BatchesAsync(int events, int batch, int writers = 2)
    {
        var generation = Interlocked.Increment(ref _generation);
        var bodies = Enumerable.Range(0, writers).Select(w =>
        {
            var tenant = bed.Counties[((generation * writers) + w) % bed.Counties.Count];
            var work = new Workload(tenant.Value, Math.Max(8, batch / 3), _from, _span / (events / writers));
            work.SkipCases(generation * 1_000_000);
            return (Tenant: tenant, Bodies: Enumerable.Range(0, events / batch / writers).Select(_ => work.Body(batch)).ToArray());
        }).ToArray();
        if (batch == 1_000)
            _latest = [.. bodies.Select(b => b.Tenant.Value)];
        return Task.FromResult<Run>(async () =>
        {
            await Task.WhenAll(bodies.Select(b => Task.Run(async () =>
            {
                foreach (var body in b.Bodies)
                    await RecordAsync(b.Tenant, body, batch);
            })));
            return (bodies.Sum(b => b.Bodies.Length) * batch, null);
        });
    }

    private async Task RecordAsync(TenantId tenant, byte[] body, int expected)
    {
        var read = EventReader.Read(body, "D1", CaseSource.Interface);
        var answer = await bed.Journal.RecordAsync(new CaseBatch(tenant, 1, read.Facts, read.Refused));
        if (answer.Accepted != expected)
            throw new InvalidOperationException($"{answer.Accepted} of {expected} events were accepted: {(answer.Refused.Count > 0 ? answer.Refused[0] : null)}");
    }

    private async Task RecordOneAsync(PeerEvent one)
    {
        var fact = new CaseFact(
            one.EventId, one.CaseNo, one.Item, EventKindNames.TryParse(one.Kind, out var kind) ? kind : throw new InvalidOperationException(one.Kind),
            one.OccurredAt, one.Step, one.Post, one.Handler, CaseDetails.None, CaseSource.Interface);
        var answer = await bed.Journal.RecordAsync(new CaseBatch(new TenantId(one.Tenant), 1, [fact], []));
        if (answer.Accepted != 1)
            throw new InvalidOperationException($"Not accepted: {(answer.Refused.Count > 0 ? answer.Refused[0] : null)}");
    }

    /// <summary>Many callers, each with one event at a time, spread over all counties.</summary>
    private Task<Run> SinglesAsync(int events, int callers, Func<PeerEvent, Task> record)
    {
        var generation = Interlocked.Increment(ref _generation);
        var work = Enumerable.Range(0, callers).Select(caller =>
        {
            var mine = new Workload(bed.Counties[caller % bed.Counties.Count].Value, 4, _from, _span / (events / callers));
            mine.SkipCases((generation * 1_000_000) + (caller * 1_000));
            return Enumerable.Range(0, events / callers).Select(_ => mine.Next()).ToArray();
        }).ToArray();
        return Task.FromResult<Run>(async () =>
        {
            var latencies = await Task.WhenAll(work.Select(mine => Task.Run(async () =>
            {
                var times = new double[mine.Length];
                for (var i = 0; i < mine.Length; i++)
                {
                    var started = Stopwatch.GetTimestamp();
                    await record(mine[i]);
                    times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                }

                return times;
            })));
            return (work.Sum(w => w.Length), [.. latencies.SelectMany(l => l)]);
        });
    }
}
