using Grains.Cases;
using Grains.Journal.Verification;
using Platform.Tests.Server;
using Xunit;

namespace Platform.Tests.Journal.Verification;

/// <summary>What an owner forges consistently is found by the seals that are not his.</summary>
public sealed class SealVerificationTests(PostgresServer server) : AttackedHistory(server)
{
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
        Assert.Empty((await new ChainVerifier(Bed.Platform.Sessions).VerifyAsync(County, [])).Findings);
    }

    [Fact]
    public async Task WhatIsNewerThanTheLastSeal_CanBeForgedByItsOwner()
    {
        await SealAsync();
        await AttackAsync("create table before as select state from department where tenant = @tenant");
        await Bed.RecordAsync(County.Id, JournalBed.Fact("C9", "e1", CaseEventKind.Accepted, TimeProvider.System.GetUtcNow()));
        await AttackAsync("delete from event where grain = (select max(id) from case_file); delete from case_file where id = (select max(id) from case_file)");
        await AttackAsync("update department set accepted = accepted - 1, state = before.state from before where tenant = @tenant; drop table before");
        await RecomputeAsync();
        Assert.Empty((await VerifyAsync()).Findings);
    }
}
