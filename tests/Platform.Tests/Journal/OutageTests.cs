using Grains.Cases;
using Grains.Journal;
using Platform.Tests.Server;
using Xunit;

namespace Platform.Tests.Journal;

public sealed class OutageTests(PostgresServer server) : IAsyncLifetime
{
    private readonly JournalBed _bed = new(server);

    private string Database => _bed.Platform["330802"].Database;

    public ValueTask InitializeAsync() => _bed.InitializeAsync();

    public ValueTask DisposeAsync() => _bed.DisposeAsync();

    [Fact]
    public async Task WhatHappenedWhileThePlatformWasOut_CountsAsToldThen()
    {
        var now = await NowAsync();
        await server.ExecuteAsync(Database, "insert into app.pulse (at) values (now() - interval '30 hours')");

        // The first to tell something comes before the first beat: it has not been written down yet that the platform was out.
        var meanwhile = now.AddHours(-28);
        var first = await RecordAsync("O-1", meanwhile);
        Assert.Equal(meanwhile, first.ToldAt);
        Assert.True(first.RecordedAt > now.AddMinutes(-1));

        await _bed.Ground.Outages.BeatAsync(Database);
        Assert.Equal(meanwhile, (await RecordAsync("O-2", meanwhile)).ToldAt);
        // What lay idle for two hours before is two hours late, no more.
        var idle = (await RecordAsync("O-3", now.AddHours(-32))).ToldAt - now.AddHours(-32);
        Assert.InRange(idle, TimeSpan.FromMinutes(119), TimeSpan.FromMinutes(121));
        Assert.Equal(1L, await server.ScalarAsync<long>(Database, "select count(*) from app.outage"));

        // A day and a half late, were it not for the outage.
        Assert.Equal(0, await _bed.ScalarAsync<int>(_bed.County, "select count(*)::int from signal"));
    }

    [Fact]
    public async Task BeatsThatFollowEachOther_AreNoOutage_AndWhatIsToldThenIsToldThen()
    {
        await _bed.Ground.Outages.BeatAsync(Database);
        await server.ExecuteAsync(Database, "update app.pulse set at = at - interval '59 seconds'");
        await _bed.Ground.Outages.BeatAsync(Database);
        Assert.Equal(0L, await server.ScalarAsync<long>(Database, "select count(*) from app.outage"));
        var recorded = await RecordAsync("N-1", (await NowAsync()).AddHours(-28));
        Assert.Equal(recorded.RecordedAt, recorded.ToldAt);
    }

    [Fact]
    public async Task WhatCountsAsToldEarlier_IsReadBackFromTheChainAsItWasJudged()
    {
        await server.ExecuteAsync(Database, "insert into app.pulse (at) values (now() - interval '30 hours')");
        var accepted = (await NowAsync()).AddDays(-20);
        await RecordAsync("C-1", accepted, CaseEventKind.Accepted);
        var pause = (await NowAsync()).AddHours(-29);
        await _bed.RecordAsync(_bed.County, JournalBed.Fact(
            "C-1", "pause", CaseEventKind.Suspended, pause, new() { Ground = "hearing", ExpectedDays = 5, NoticeProof = "1号" }));
        var state = Case.Fold(await FactsAsync("C-1"));
        Assert.Equal(pause, Assert.Single(state.Suspensions).ToldAt);
    }

    private async Task<DateTimeOffset> NowAsync() => new(await server.ScalarAsync<DateTime>(Database, "select date_trunc('second', now())"));

    private async Task<RecordedFact> RecordAsync(string caseNo, DateTimeOffset at, CaseEventKind kind = CaseEventKind.Submitted)
    {
        var answer = await _bed.RecordAsync(_bed.County, JournalBed.Fact(caseNo, "e1", kind, at));
        Assert.Equal(1, answer.Accepted);
        return (await FactsAsync(caseNo))[0];
    }

    private async Task<IReadOnlyList<RecordedFact>> FactsAsync(string caseNo) =>
        [.. (await server.ListAsync<byte[]>(Database, $"""
            select e.body from event e join case_file c on c.tenant = e.tenant and c.id = e.grain and c.month = e.month
            where c.case_no = '{caseNo}' and c.tenant = {_bed.County} order by e.n
            """)).Select(body => CanonicalEvent.ReadCaseFact(body))];
}
