using Platform.Tests.Server;
using Silo.Valve;
using Tenancy;
using Xunit;
using static Platform.Tests.Silo.TestProvince;

namespace Platform.Tests.Silo.Valve;

/// <summary>What is carried once somebody was restored from a backup or has moved.</summary>
public sealed class CarrierRestoreTests(PostgresServer server) : CarrierBed(server)
{
    [Fact]
    public async Task AncestorRestoredFromABackup_IsToldEverythingAgain()
    {
        await Tree.CommitAsync(County, day: 3);
        await Carrier.CarryAsync([County], default);
        await Tree.OwnerAsync(Province, "delete from figure where tenant = 1; update received set position = 0 where tenant = 1");
        await Tree.CommitAsync(County, day: 1);

        var more = await Carrier.CarryAsync([County], default);
        Assert.Equal([County], more);
        await Carrier.CarryAsync(more.ToList(), default);
        await Tree.AssertCarriedAsync();
        Assert.False(await Tree.IsPendingAsync(County));
    }

    [Fact]
    public async Task OriginRestoredFromABackup_ReplacesWhatItNeverSaid()
    {
        await Tree.CommitAsync(County, day: 1);
        await Tree.CommitAsync(County, day: 2);
        await Tree.EscalateAsync(County, signal: 7);
        await Carrier.CarryAsync([County], default);
        await Tree.OwnerAsync(County, """
            delete from figure where tenant = 4 and part = 1 and day = '2026-11-19'; delete from escalation where tenant = 4;
            update figure set accepted = 1, version = 1 where tenant = 4; update head set seq = 1, epoch = 2 where tenant = 4;
            update tenant_due set outbox_pending = true where tenant = 4
            """);
        await Carrier.CarryAsync([County], default);
        await Tree.AssertCarriedAsync();
        Assert.Equal(1, await Tree.ReadAsync<long>(Province, "select accepted from figure where tenant = 1 and origin = 4 and part = 0"));
    }

    [Fact]
    public async Task CarrierOfAnEarlierEpoch_PutsNothing()
    {
        await Tree.CommitAsync(County, day: 1);
        var origins = new Origins(Tree.Sessions);
        var late = await origins.ReadAsync(County, [City, Province], [City, Province], "Asia/Shanghai", default);
        await Tree.OwnerAsync(County, """
            delete from figure where tenant = 4 and part = 1; update figure set accepted = 0, open = 0 where tenant = 4;
            update head set epoch = 2 where tenant = 4
            """);
        await Carrier.CarryAsync([County], default);
        Assert.Empty((await new Destinations(Tree.Sessions).PutAsync(Province, [late], [], default)).Heard);
        await Tree.AssertCarriedAsync();
    }

    [Fact]
    public async Task BranchThatMoves_IsToldToItsNewAncestorsAndForgottenByTheFormer()
    {
        await Tree.CommitAsync(County);
        await Carrier.CarryAsync([County], default);
        await Tree.DirectoryAsync("update jurisdiction set parent = 3 where id = 4");
        await Tree.Jurisdictions.RefreshAsync();
        await Carrier.CarryAsync([County], default);

        await Tree.AssertCarriedAsync();
        Assert.NotEmpty(await Tree.RowsAsync(OtherCity, County));
        Assert.Empty(await Tree.RowsAsync(City, County));
        Assert.Equal(2, await Tree.ReadAsync<int>(County, "select count(*)::int from carried where tenant = 4"));
    }

    [Fact]
    public async Task CarrierWithTheFormerTree_PutsNothingBackThatWasWithdrawn()
    {
        await Tree.CommitAsync(County);
        await Carrier.CarryAsync([County], default);
        await Tree.CommitAsync(County);
        await Tree.EscalateAsync(County);
        var late = await new Origins(Tree.Sessions).ReadAsync(County, [City, Province], [City, Province], "Asia/Shanghai", default);
        await MoveAsync(County, OtherCity);
        await Carrier.CarryAsync([County], default);

        Assert.Empty((await new Destinations(Tree.Sessions).PutAsync(City, [late], [], default)).Heard);
        Assert.Empty(await Tree.RowsAsync(City, County));
    }

    [Fact]
    public async Task CarrierWithTheFormerTreeThatDied_LeavesNothingBehindAThoroughRound()
    {
        await Tree.CommitAsync(County);
        await Tree.CommitAsync(SecondCounty);
        await Tree.EscalateAsync(County);
        var late = await new Origins(Tree.Sessions).ReadAsync(County, [City, Province], [City, Province], "Asia/Shanghai", default);
        await MoveAsync(County, OtherCity);
        await Carrier.CarryAsync(All, default);
        await new Destinations(Tree.Sessions).PutAsync(City, [late], [], default);
        Assert.NotEmpty(await Tree.RowsAsync(City, County));

        await Carrier.ForgetStrangersAsync(default);
        Assert.Empty(await Tree.RowsAsync(City, County));
        Assert.Equal(5, await Tree.ReadAsync<int>(City, "select sum(origin)::int from received where tenant = 2"));
        await Tree.AssertCarriedAsync();
    }

    [Fact]
    public async Task OriginThatWasRestoredAndNotRecounted_IsMarkedUntilItIs()
    {
        await Tree.CommitAsync(County, 40);
        await Carrier.CarryAsync([County], default);
        await Tree.OwnerAsync(County, """
            update figure set accepted = 1, version = 1 where tenant = 4; update head set seq = 1 where tenant = 4;
            update carried set position = 1 where tenant = 4; update tenant_due set outbox_pending = true where tenant = 4
            """);
        Assert.False(await IsHeardAheadAsync());
        await Carrier.CarryAsync([County], default);
        Assert.True(await IsHeardAheadAsync());
    }

    [Fact]
    public async Task OriginThatWasRestoredFromBeforeItsEpoch_IsMarked()
    {
        await Tree.CommitAsync(County);
        await Tree.OwnerAsync(County, "update head set epoch = 2 where tenant = 4");
        await Carrier.CarryAsync([County], default);
        await Tree.OwnerAsync(County, "update head set epoch = 1 where tenant = 4");
        await Carrier.CarryAsync([County], default);
        Assert.True(await IsHeardAheadAsync());
    }

    [Fact]
    public async Task CarrierThatWasOvertaken_MarksNobody()
    {
        await Tree.CommitAsync(County);
        var (origins, destinations) = (new Origins(Tree.Sessions), new Destinations(Tree.Sessions));
        var late = await origins.ReadAsync(County, [City, Province], [City, Province], "Asia/Shanghai", default);
        await Tree.CommitAsync(County);
        await Carrier.CarryAsync([County], default);
        var to = (await destinations.PutAsync(City, [late], [], default)).To[County];
        Assert.True(to.Position > late.Position);
        Assert.False(await origins.SettleAsync(late, [City], [], [], complete: false, [], to, default));
        Assert.False(await IsHeardAheadAsync());
    }

    private Task<bool> IsHeardAheadAsync() => Tree.ReadAsync<bool>(County, "select heard_ahead from tenant_due where tenant = 4");

    private async Task MoveAsync(TenantId branch, TenantId below)
    {
        await Tree.DirectoryAsync($"update jurisdiction set parent = {below} where id = {branch}");
        await Tree.Jurisdictions.RefreshAsync();
    }
}
