using Dapper;
using Grains.Catalogue;
using Grains.Journal.Seals;
using Grains.Journal.Verification;
using Platform.Tests.Server;
using Tenancy;
using Xunit;

namespace Platform.Tests.Journal.Verification;

/// <summary>What is judged by is under the seals too: published versions of items, rulebooks, closures and papers of holidays.</summary>
public sealed class PublishedVersionTests(PostgresServer server) : AttackedHistory(server)
{
    private Jurisdiction Root => Bed.Platform["330000"];

    [Fact]
    public async Task UntouchedVersions_AreSoundAndCoveredByEverySeal()
    {
        await SealAsync();
        Assert.Empty((await VerifyAsync()).Findings);
        Assert.All(Outside(), line => Assert.Equal(2, line.Seal!.Versions?.Count));
        Assert.Equal(2, await CountAsync("sealed_version"));
    }

    [Theory]
    [InlineData("update item_version set body = jsonb_set(body, '{limits,legal,amount}', '40') where tenant = @tenant and item = 1", FindingCodes.Altered)]
    [InlineData("update item_version set body = jsonb_set(body, '{flow,decision}', '\"clerk\"') where tenant = @tenant and item = 1", FindingCodes.Altered)]
    [InlineData("update item_version set effective_from = effective_from + 1 where tenant = @tenant and item = 1", FindingCodes.Altered)]
    [InlineData("update item_version set status = 0 where tenant = @tenant and item = 1", FindingCodes.Missing)]
    [InlineData("delete from item_version where tenant = @tenant and item = 1", FindingCodes.Missing)]
    public async Task ItemVersionThatTheOwnerChangedAfterTheSeal_IsNamed(string attack, string code)
    {
        await SealAsync();
        await AttackAsync(attack);
        var finding = Assert.Single((await VerifyAsync()).Findings);
        Assert.Equal((code, "version 1 of item PERMIT-1"), (finding.Code, finding.Place));
    }

    [Fact]
    public async Task OwnerWhoAltersAVersionAndItsDigest_IsCaughtByTheLastSealThatIsNotHis()
    {
        await SealAsync();
        await AttackAsync("update item_version set body = jsonb_set(body, '{limits,legal,amount}', '40') where tenant = @tenant and item = 1");
        await AttackAsync("delete from sealed_version where tenant = @tenant; delete from seal where tenant = @tenant");
        await SealAsync();
        var findings = (await VerifyAsync()).Findings;
        Assert.Equal([FindingCodes.Seal], findings.Select(f => f.Code).Distinct());
        Assert.Contains(findings, f => f.Place.Contains("parent", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.Place.StartsWith("seals-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task VersionThatClaimsToBeOlderThanASealThatDoesNotKnowIt_IsFound()
    {
        await SealAsync();
        await AttackAsync("""
            insert into item_version (tenant, item, version, status, effective_from, published_at, body)
            select tenant, item, 2, 4, date '2026-01-01', now() - interval '30 days', body from item_version where tenant = @tenant and item = 1
            """);
        var finding = Assert.Single((await VerifyAsync()).Findings);
        Assert.Equal((FindingCodes.Unsealed, "version 2 of item PERMIT-1"), (finding.Code, finding.Place));
    }

    [Fact]
    public async Task VersionPublishedAndEndedByRight_StaysSoundAndIsSealedNext()
    {
        await SealAsync();
        await AttackAsync("""
            insert into item_version (tenant, item, version, status, effective_from, published_at, body)
            select tenant, item, 2, 4, date '2027-01-01', now(), body from item_version where tenant = @tenant and item = 1;
            update item_version set effective_until = date '2027-01-01' where tenant = @tenant and item = 1 and version = 1
            """);
        Assert.Empty((await VerifyAsync()).Findings);
        await TakeHeadSealAsync(County);
        Assert.Empty((await VerifyAsync()).Findings);
        await AttackAsync("update item_version set effective_until = date '2028-01-01' where tenant = @tenant and item = 1 and version = 1");
        Assert.Contains((await VerifyAsync()).Findings, f => (f.Code, f.Place) == (FindingCodes.Altered, "the end of version 1 of item PERMIT-1"));
    }

    [Fact]
    public async Task SealsTakenBeforeVersionsWereSealed_StillVerify()
    {
        await SealAsync();
        await AttackAsync("delete from sealed_version where tenant = @tenant; update seal set versions = null, versions_chain = null where origin = @tenant");
        List<PlacedSeal> former = [.. Outside().Select(line => line with { Seal = line.Seal with { Versions = null } })];
        Assert.Empty((await new ChainVerifier(Bed.Platform.Sessions).VerifyAsync(County, former)).Findings);
    }

    [Fact]
    public async Task LineWrittenByAnEarlierVersion_IsRead()
    {
        var file = Path.Combine(SealsFolder, "seals-2026-10.jsonl");
        await File.WriteAllTextAsync(
            file, """{"tenant":4,"jurisdiction":"330802","day":"2026-10-01","epoch":1,"seq":0,"chain":"00","sealedAt":"2026-10-02T00:00:00+00:00"}""");
        Assert.Null(Assert.Single(OutsideSeals.Read(file)).Seal!.Versions);
    }

    [Theory]
    [InlineData("update rulebook set body = jsonb_set(body, '{name}', '\"另一部\"') where tenant = @tenant", FindingCodes.Altered, "rulebook version")]
    [InlineData("delete from rulebook where tenant = @tenant", FindingCodes.Missing, "rulebook version")]
    [InlineData("update holiday_paper set body = jsonb_set(body, '{days}', '[]') where year = 2026", FindingCodes.Altered, "holiday paper of 2026")]
    public async Task RulesAndPapersThatTheOwnerChanged_AreNamed(string attack, string code, string place)
    {
        var before = await TakeHeadSealAsync(Root);
        Assert.Empty((await VerifyRootAsync(before)).Findings);
        await AttackDirectoryAsync(attack, Root.Id);
        var finding = Assert.Single((await VerifyRootAsync(before)).Findings);
        Assert.Equal(code, finding.Code);
        Assert.StartsWith(place, finding.Place, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RootThatStandsUnderAnotherNow_IsSoundWithThePapersItHasSealed()
    {
        var seal = await TakeHeadSealAsync(Root);
        var moved = Root with { Parent = County.Id };
        Assert.Empty((await new ChainVerifier(Bed.Platform.Sessions).VerifyAsync(moved, [new("outside", seal)])).Findings);
    }

    [Fact]
    public async Task PaperThatCameWhenARootStoodUnderAnother_IsSealedLikeThoseBefore()
    {
        await TakeHeadSealAsync(Root);
        var moved = Root with { Parent = County.Id };
        await AttackDirectoryAsync("""
            insert into holiday_paper (year, body, made_by) select 2027, body, made_by from holiday_paper where year = 2026;
            update holiday_paper set effective_at = now() - interval '2 hours' where year = 2027
            """, Root.Id);
        var seal = await TakeHeadSealAsync(moved);
        Assert.Empty((await new ChainVerifier(Bed.Platform.Sessions).VerifyAsync(moved, [new("outside", seal)])).Findings);
    }

    [Fact]
    public async Task SealTakenWhileAnotherIs_WaitsForItAndCoversTheSame()
    {
        Assert.Equal(2, (await TakeHeadSealAsync(County)).Versions?.Count);
        await AttackAsync("create table listed as select * from sealed_version where tenant = @tenant; delete from sealed_version where tenant = @tenant");
        await using var source = Owner();
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("insert into sealed_version select * from listed where n = 1");
        var seal = TakeHeadSealAsync(County);
        await AttackAsync("""
            do $$
            begin
              while not exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock') loop
                perform pg_sleep(0.05);
                perform pg_stat_clear_snapshot();
              end loop;
            end $$
            """);
        await transaction.CommitAsync();
        Assert.Equal(2, (await seal).Versions?.Count);
        Assert.Equal(2, await CountAsync("sealed_version"));
    }

    [Fact]
    public async Task ClosureThatTheOwnerMoved_IsNamed()
    {
        await using (var session = await Bed.Platform.Sessions.OpenDirectoryAsync(County.Id))
        {
            await session.ExecuteAsync(new("insert into closure_change (tenant, day, closed, made_by, reason) values (app.tenant(), date '2026-12-01', true, 'x/y', 'flood')"));
            await session.CommitAsync();
        }

        await SealAsync();
        Assert.Empty((await VerifyAsync()).Findings);
        await AttackDirectoryAsync("update closure_change set day = day + 1 where tenant = @tenant", County.Id);
        var findings = (await VerifyAsync()).Findings;
        Assert.Contains(findings, f => f.Code == FindingCodes.Missing && f.Place.StartsWith("closure of 2026-12-01", StringComparison.Ordinal));
    }

    [Fact]
    public async Task VersionThatItsOwnHistoryDoesNotFoldInto_IsFoundWithoutASeal()
    {
        await PublishAsync("NEW-1");
        Assert.Empty((await VerifyAsync()).Findings);
        await AttackAsync("update item_version v set effective_from = effective_from - 9 from item i where i.tenant = v.tenant and i.id = v.item and i.code = 'NEW-1'");
        var finding = Assert.Single((await VerifyAsync()).Findings);
        Assert.Equal((FindingCodes.Refold, "version 1 of item NEW-1"), (finding.Code, finding.Place));
    }

    [Fact]
    public async Task VersionDeletedFromItsHistory_IsFoundWithoutASeal()
    {
        await PublishAsync("NEW-1");
        await AttackAsync("delete from item_version v using item i where i.tenant = v.tenant and i.id = v.item and i.code = 'NEW-1'");
        Assert.Contains((await VerifyAsync()).Findings, f => (f.Code, f.Place, f.Found) == (FindingCodes.Refold, "version 1 of item NEW-1", "none"));
    }

    private async Task PublishAsync(string code)
    {
        var body = CatalogueJson.Read(await Bed.ScalarAsync<string>(County.Id, "select body::text from item_version where item = 1")) with { Code = code };
        ItemEvent[] life =
        [
            new ItemEvent.Drafted(body) { Version = 1 }, new ItemEvent.Checked { Version = 1 }, new ItemEvent.Settled(null) { Version = 1 },
            new ItemEvent.Reviewed(ReviewOffice.LegalAffairs, "1", true) { Version = 1 }, new ItemEvent.Published(new(2026, 1, 1), true) { Version = 1 },
        ];
        await AttackAsync($"""
            insert into item select tenant, 9, department, kind, '{code}', name, created_at from item where tenant = @tenant and id = 1;
            insert into item_version (tenant, item, version, status, effective_from, published_at, body)
              select tenant, 9, 1, 4, date '2026-01-01', now(), '{CatalogueJson.Write(body)}'::jsonb from item where tenant = @tenant and id = 1;
            """);
        foreach (var (at, happened) in life.Index())
            await AttackAsync($"insert into item_event (tenant, item, n, actor, body) values (@tenant, 9, {at + 1}, 'x/y', '{CatalogueJson.Write(happened)}'::jsonb)");
    }

    private async Task<Seal> TakeHeadSealAsync(Jurisdiction of)
    {
        var seal = (await new HeadSeals(Bed.Platform.Sessions).TakeAsync(of))!;
        OutsideSeals.Append(SealsFolder, seal);
        return seal;
    }

    private Task<IntegrityReport> VerifyRootAsync(Seal seal) => new ChainVerifier(Bed.Platform.Sessions).VerifyAsync(Root, [new("outside", seal)]);
}
