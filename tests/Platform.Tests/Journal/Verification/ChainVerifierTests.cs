using Dapper;
using Grains.Cases;
using Grains.Journal;
using Grains.Journal.Seals;
using Grains.Journal.Verification;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Platform.Tests.Embedded;
using Platform.Tests.Server;
using Silo.Seals;
using Tenancy;
using Xunit;

namespace Platform.Tests.Journal.Verification;

/// <summary>Every attack is made as the owner of the database, who is above all policies.</summary>
public sealed class ChainVerifierTests(PostgresServer server) : IAsyncLifetime
{
    private readonly JournalBed _bed = new(server);
    private readonly TemporaryFolder _folder = new();

    private Jurisdiction County => _bed.Platform["330802"];

    public async ValueTask InitializeAsync()
    {
        await _bed.InitializeAsync();
        var now = TimeProvider.System.GetUtcNow();
        var personal = CaseDetails.None with { Personal = [new("applicant", "某某")] };
        foreach (var batch in Enumerable.Range(0, 4))
        {
            await _bed.RecordAsync(County.Id, [.. Enumerable.Range(0, 5).SelectMany(i => new[]
            {
                JournalBed.Fact($"C{batch}-{i}", "e1", CaseEventKind.Submitted, now.AddDays(-60), personal),
                JournalBed.Fact($"C{batch}-{i}", "e2", CaseEventKind.Accepted, now.AddDays(-59)),
                JournalBed.Fact($"C{batch}-{i}", "e3", CaseEventKind.StepCompleted, now.AddDays(-50)),
            })]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _bed.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task UntouchedHistory_IsSound()
    {
        await SealAsync();
        var report = await VerifyAsync();
        Assert.Empty(report.Findings);
        Assert.True(report.IsSound);
        Assert.Equal((60 + await CountAsync("event e join signal s on s.id = e.grain"), 3), (report.Events, report.Seals));
        Assert.Equal(report.Events, report.SealedUntil);
    }

    [Fact]
    public async Task HistoryThatGoesOn_StaysSound()
    {
        await SealAsync();
        await _bed.RecordAsync(County.Id, JournalBed.Fact("C9", "e1", CaseEventKind.Accepted, TimeProvider.System.GetUtcNow()));
        Assert.Empty((await VerifyAsync()).Findings);
    }

    [Fact]
    public async Task FlippedByteOfContent_IsFoundAtItsEvent()
    {
        await AttackAsync("update event set body = set_byte(body, length(body) - 3, get_byte(body, length(body) - 3) # 1) where grain = @grain and n = 2");
        var finding = Assert.Single((await VerifyAsync()).Findings, f => f.Code == FindingCodes.Altered);
        Assert.StartsWith($"grain {_grain}, event 2", finding.Place, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryByteOfAnEvent_IsCovered()
    {
        var length = await _bed.ScalarAsync<int>(County.Id, $"select length(body) from event where grain = {await GrainAsync()} and n = 1");
        for (var at = 0; at < length; at += 7)
        {
            await AttackAsync($"update event set body = set_byte(body, {at}, get_byte(body, {at}) # 1) where grain = @grain and n = 1");
            Assert.Contains((await VerifyAsync()).Findings, f => f.Code == FindingCodes.Altered);
            await AttackAsync($"update event set body = set_byte(body, {at}, get_byte(body, {at}) # 1) where grain = @grain and n = 1");
        }

        Assert.Empty((await VerifyAsync()).Findings);
    }

    [Fact]
    public async Task FlippedByteOfAHash_IsFound()
    {
        await AttackAsync("update event set hash = set_byte(hash, 0, get_byte(hash, 0) # 1) where grain = @grain and n = 1");
        var codes = (await VerifyAsync()).Findings.Select(f => f.Code).ToList();
        Assert.Contains(FindingCodes.Altered, codes);
        Assert.Contains(FindingCodes.Head, codes);
    }

    [Fact]
    public async Task ExchangedEvents_AreFound()
    {
        await AttackAsync("""
            update event set n = 100 where grain = @grain and n = 1; update event set n = 1 where grain = @grain and n = 2;
            update event set n = 2 where grain = @grain and n = 100
            """);
        Assert.Equal(2, (await VerifyAsync()).Findings.Count(f => f.Code == FindingCodes.Moved));
    }

    [Fact]
    public async Task ExchangedNumbers_AreFound()
    {
        await AttackAsync("update event set seq = 3 - seq where seq in (1, 2)");
        var codes = (await VerifyAsync()).Findings.Select(f => f.Code).ToList();
        Assert.Contains(FindingCodes.Moved, codes);
        Assert.Contains(FindingCodes.Head, codes);
    }

    [Fact]
    public async Task OtherTimeOfRecording_IsFound()
    {
        await AttackAsync("update event set recorded_at = recorded_at - interval '1 second' where grain = @grain and n = 3");
        Assert.Equal(FindingCodes.Moved, Assert.Single((await VerifyAsync()).Findings).Code);
    }

    [Fact]
    public async Task EventMovedToAnotherCase_IsFound()
    {
        await AttackAsync("update event set grain = grain + 1000000 where grain = @grain");
        var codes = (await VerifyAsync()).Findings.Select(f => f.Code).ToList();
        Assert.Contains(FindingCodes.Moved, codes);
        Assert.Contains(FindingCodes.Snapshot, codes);
    }

    [Fact]
    public async Task CaseFiledUnderAnotherMonth_IsFound()
    {
        await AttackAsync("update event set month = month + interval '1 month' where grain = @grain; update case_file set month = month + interval '1 month' where id = @grain");
        Assert.Equal(FindingCodes.Moved, Assert.Single((await VerifyAsync()).Findings).Code);
    }

    [Fact]
    public async Task DeletedEventInTheMiddle_IsFound()
    {
        await AttackAsync("delete from event where grain = @grain and n = 2");
        Assert.Equal(2, (await VerifyAsync()).Findings.Count(f => f.Code == FindingCodes.Missing));
    }

    [Fact]
    public async Task DeletedTail_IsFound()
    {
        await AttackAsync("delete from event where grain = @grain and n > 1");
        var codes = (await VerifyAsync()).Findings.Select(f => f.Code).ToList();
        Assert.Contains(FindingCodes.Snapshot, codes);
        Assert.Contains(FindingCodes.Missing, codes);
    }

    [Fact]
    public async Task DeletedTailOfTheWholeHistory_IsFoundEvenWhenTheHeadIsSetBack()
    {
        await SealAsync();
        await AttackAsync("""
            delete from event where seq > 20;
            delete from signal where id not in (select grain from event); delete from case_file where id not in (select grain from event);
            update case_file c set n = e.n, hash = e.hash from event e where e.grain = c.id and e.n = (select max(n) from event where grain = c.id);
            update head set seq = 20 where tenant = @tenant
            """);
        await RecomputeAsync();
        Assert.Equal([FindingCodes.Seal], (await VerifyAsync()).Findings.Select(f => f.Code).Distinct());
    }

    [Fact]
    public async Task DeletedCase_IsFound()
    {
        await AttackAsync("delete from event where grain = @grain; delete from case_file where id = @grain");
        var findings = (await VerifyAsync()).Findings;
        Assert.Contains(findings, f => f.Code == FindingCodes.Missing && f.Place.StartsWith("numbers", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.Code == FindingCodes.Head);
    }

    [Fact]
    public async Task CaseWithoutItsFile_IsFound()
    {
        await AttackAsync("delete from case_file where id = @grain");
        Assert.Equal(FindingCodes.Orphaned, Assert.Single((await VerifyAsync()).Findings).Code);
    }

    [Fact]
    public async Task InsertedEvent_IsFound()
    {
        await AttackAsync("""
            insert into event (tenant, month, grain, n, seq, recorded_at, body, hash)
            select tenant, month, grain, n + 1, (select seq + 1 from head where tenant = @tenant), recorded_at, body, hash
            from event where grain = @grain order by n desc limit 1
            """);
        var codes = (await VerifyAsync()).Findings.Select(f => f.Code).ToList();
        Assert.Contains(FindingCodes.Altered, codes);
        Assert.Contains(FindingCodes.Moved, codes);
        Assert.Contains(FindingCodes.Head, codes);
        Assert.Contains(FindingCodes.Snapshot, codes);
    }

    [Fact]
    public async Task ChangedHead_IsFound()
    {
        await AttackAsync("update head set chain = set_byte(chain, 31, get_byte(chain, 31) # 1) where tenant = @tenant");
        Assert.Equal(FindingCodes.Head, Assert.Single((await VerifyAsync()).Findings).Code);
    }

    [Fact]
    public async Task ReplacedHandlerOrApplicant_IsFound_ErasedOnesAreNot()
    {
        await AttackAsync("update personal set body = convert_to('{\"applicant\":\"别人\"}', 'UTF8') where grain = @grain");
        Assert.Equal(FindingCodes.Personal, Assert.Single((await VerifyAsync()).Findings).Code);
        await AttackAsync("update personal set body = null where grain = @grain");
        Assert.Empty((await VerifyAsync()).Findings);

        await AttackAsync("update person set name = '经办人02'");
        Assert.Contains((await VerifyAsync()).Findings, f => f.Code == FindingCodes.Personal);
        await AttackAsync("update person set name = null");
        Assert.Empty((await VerifyAsync()).Findings);
    }

    [Fact]
    public async Task OwnerWhoRecomputesEveryHash_IsCaughtByTheLastSealThatIsNotHis()
    {
        await SealAsync();
        await ForgeAsync();
        await RecomputeAsync();
        // Everything in the county's own tables is consistent again, its own seals included.
        await AttackAsync("update seal s set chain = h.chain from head h where h.tenant = s.tenant and s.tenant = @tenant and s.seq = h.seq");
        var findings = (await VerifyAsync()).Findings;
        Assert.Equal([FindingCodes.Seal], findings.Select(f => f.Code).Distinct());
        Assert.Contains(findings, f => f.Place.Contains("parent", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.Place.StartsWith("seals-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OwnerOfParentAndChild_IsCaughtByTheSealOutside()
    {
        await SealAsync();
        await ForgeAsync();
        await RecomputeAsync();
        await AttackAsync("update seal s set chain = h.chain from head h where h.tenant = @tenant and s.origin = @tenant and s.seq = h.seq");
        var finding = Assert.Single((await VerifyAsync()).Findings);
        Assert.Equal(FindingCodes.Seal, finding.Code);
        Assert.StartsWith("seals-", finding.Place, StringComparison.Ordinal);
        Assert.Empty((await new ChainVerifier(_bed.Platform.Sessions).VerifyAsync(County, [])).Findings);
    }

    [Fact]
    public async Task WhatIsNewerThanTheLastSeal_CanBeForgedByItsOwner()
    {
        await SealAsync();
        await _bed.RecordAsync(County.Id, JournalBed.Fact("C9", "e1", CaseEventKind.Accepted, TimeProvider.System.GetUtcNow()));
        await AttackAsync("delete from event where grain = (select max(id) from case_file); delete from case_file where id = (select max(id) from case_file)");
        await RecomputeAsync();
        Assert.Empty((await VerifyAsync()).Findings);
    }

    private long _grain;

    private async Task<long> GrainAsync() => _grain = await _bed.ScalarAsync<long>(County.Id, "select id from case_file where case_no = 'C1-2'");

    private async Task AttackAsync(string sql)
    {
        var grain = _grain == 0 ? await GrainAsync() : _grain;
        await using var source = Owner();
        await using var connection = await source.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, new { grain, tenant = County.Id.Value });
    }

    /// <summary>Another time of acceptance in the content of one event: byte 41 lies in occurredAt, behind header, kind and source.</summary>
    private Task ForgeAsync() => AttackAsync("update event set body = set_byte(body, 41, get_byte(body, 41) # 1) where grain = @grain and n = 2");

    /// <summary>What an owner can do: number, chain, head and snapshots, all consistent again.</summary>
    private async Task RecomputeAsync()
    {
        await using var source = Owner();
        await using var connection = await source.OpenConnectionAsync();
        var previous = new Dictionary<long, byte[]>();
        var chain = Chain.Origin;
        var last = 0L;
        foreach (var (grain, n, seq, body) in (await connection.QueryAsync<(long, int, long, byte[])>(
            "select grain, n, seq, body from event where tenant = @tenant order by seq", new { tenant = County.Id.Value })).AsList())
        {
            var link = Chain.Link(previous.GetValueOrDefault(grain, Chain.Origin), body);
            previous[grain] = link;
            Chain.Tie(chain, link);
            last = seq;
            await connection.ExecuteAsync("update event set hash = @link where grain = @grain and n = @n", new { link, grain, n });
            await connection.ExecuteAsync("update case_file set hash = @link where id = @grain and n = @n; update signal set hash = @link where id = @grain and n = @n", new { link, grain, n });
        }

        await connection.ExecuteAsync("update head set chain = @chain, seq = @last where tenant = @tenant", new { chain, last, tenant = County.Id.Value });
    }

    private NpgsqlDataSource Owner() => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.Admin) { Database = County.Database, Pooling = false }.ConnectionString);

    private Task<long> CountAsync(string from) => _bed.ScalarAsync<long>(County.Id, $"select count(*) from {from}");

    private Task SealAsync() => new Sealer(_bed.Platform.Sessions, _bed.Platform.Jurisdictions, new SealFolder(_folder.Path), NullLogger<Sealer>.Instance)
        .SealAsync(County.Id, TimeProvider.System.GetUtcNow(), default);

    private Task<IntegrityReport> VerifyAsync() => new ChainVerifier(_bed.Platform.Sessions).VerifyAsync(
        County, Directory.EnumerateFiles(_folder.Path).Any() ? [.. OutsideSeals.Read(_folder.Path).Select(l => new PlacedSeal(l.Place, l.Seal!))] : []);
}
