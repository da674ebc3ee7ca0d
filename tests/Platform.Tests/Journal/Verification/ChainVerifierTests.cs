using Grains.Cases;
using Grains.Journal.Verification;
using Platform.Tests.Server;
using Xunit;

namespace Platform.Tests.Journal.Verification;

/// <summary>What is altered, moved, deleted or inserted is found by the chains.</summary>
public sealed class ChainVerifierTests(PostgresServer server) : AttackedHistory(server)
{
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
        await Bed.RecordAsync(County.Id, JournalBed.Fact("C9", "e1", CaseEventKind.Accepted, TimeProvider.System.GetUtcNow()));
        Assert.Empty((await VerifyAsync()).Findings);
    }

    [Fact]
    public async Task FlippedByteOfContent_IsFoundAtItsEvent()
    {
        await AttackAsync("update event set body = set_byte(body, length(body) - 3, get_byte(body, length(body) - 3) # 1) where grain = @grain and n = 2");
        var finding = Assert.Single((await VerifyAsync()).Findings, f => f.Code == FindingCodes.Altered);
        Assert.StartsWith($"grain {Grain}, event 2", finding.Place, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryByteOfAnEvent_IsCovered()
    {
        var length = await Bed.ScalarAsync<int>(County.Id, $"select length(body) from event where grain = {await GrainAsync()} and n = 1");
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

    [Theory]
    [InlineData("delete from event where grain = @grain and n = 1")]
    [InlineData("update event set n = n + 100 where grain = @grain and n = 1")]
    [InlineData("delete from event where grain = (select min(id) from signal) and n = 1")]
    [InlineData("delete from event where n = 1")]
    public async Task FirstEventThatIsGone_IsFoundAsMissing(string attack)
    {
        await AttackAsync(attack);
        Assert.Contains((await VerifyAsync()).Findings, f => f.Code == FindingCodes.Missing);
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
        Assert.Equal([FindingCodes.Seal, FindingCodes.Refold], (await VerifyAsync()).Findings.Select(f => f.Code).Distinct());
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
        Assert.Equal(FindingCodes.Orphaned, Assert.Single((await VerifyAsync()).Findings, f => f.Code != FindingCodes.Refold).Code);
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
    public async Task DeletedPersonalRow_IsFound_WhereAnErasedOneIsNot()
    {
        await AttackAsync("update personal set body = null where grain = @grain");
        Assert.Empty((await VerifyAsync()).Findings);
        await AttackAsync("delete from personal where grain = @grain");
        var finding = Assert.Single((await VerifyAsync()).Findings);
        Assert.Equal(FindingCodes.Personal, finding.Code);
        Assert.StartsWith($"grain {Grain}, event 1", finding.Place, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeletedHandler_IsFound_WhereAnErasedOneIsNot()
    {
        await AttackAsync("update person set name = null where tenant = @tenant");
        Assert.Empty((await VerifyAsync()).Findings);
        await AttackAsync("delete from person where tenant = @tenant");
        Assert.Contains((await VerifyAsync()).Findings, f => f.Code == FindingCodes.Personal);
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
}
