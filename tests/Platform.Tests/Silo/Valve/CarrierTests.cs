using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Platform.Tests.Server;
using Silo.Ticker;
using Silo.Valve;
using Tenancy;
using Xunit;
using static Platform.Tests.Silo.TestProvince;

namespace Platform.Tests.Silo.Valve;

public sealed class CarrierTests(PostgresServer server) : IAsyncLifetime
{
    private TestProvince _province = null!;
    private Ticks _ticks = null!;
    private Reach _reach = null!;
    private Carrier _carrier = null!;

    public async ValueTask InitializeAsync()
    {
        _province = await TestProvince.CreateAsync(server);
        _ticks = new Ticks(_province.Sessions, TimeProvider.System, NullLogger<Ticks>.Instance);
        _reach = new Reach(_province.Sessions, TimeProvider.System, NullLogger<Reach>.Instance);
        _carrier = new Carrier(_province.Sessions, _province.Jurisdictions, _ticks, _reach, TimeProvider.System, NullLogger<Carrier>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _ticks.DisposeAsync();
        await _reach.DisposeAsync();
        await _province.DisposeAsync();
    }

    [Fact]
    public async Task OwnRows_StandUnchangedAtEveryAncestor()
    {
        await _province.CommitAsync(County, 3);
        await _province.EscalateAsync(County);
        await _carrier.CarryAsync([County], default);

        await _province.AssertCarriedAsync();
        Assert.Equal(4, (await _province.RowsAsync(Province, County)).Count);
        Assert.False(await _province.IsPendingAsync(County));
    }

    [Fact]
    public async Task NobodyElse_GetsThem()
    {
        await _province.CommitAsync(County);
        await _carrier.CarryAsync([County], default);
        Assert.Empty(await _province.RowsAsync(OtherCity, County));
        Assert.Empty(await _province.RowsAsync(SecondCounty, County));
    }

    [Fact]
    public async Task CarryingAgain_ChangesNothing()
    {
        await _province.CommitAsync(County, 3);
        await _carrier.CarryAsync([County], default);
        var first = await _province.RowsAsync(Province, County);
        await _province.OwnerAsync(County, "update tenant_due set outbox_pending = true; delete from carried");
        await _carrier.CarryAsync([County], default);
        Assert.Equal(first, await _province.RowsAsync(Province, County));
    }

    [Fact]
    public async Task OnlyWhatChanged_TravelsAgain()
    {
        await _province.CommitAsync(County, day: 0);
        await _carrier.CarryAsync([County], default);
        await _province.OwnerAsync(Province, "update figure set late = 99 where tenant = 1 and part = 1");
        await _province.CommitAsync(County, day: 1);
        await _carrier.CarryAsync([County], default);
        Assert.Equal(99, await _province.ReadAsync<long>(Province, "select late from figure where tenant = 1 and part = 1 and day = '2026-11-21'"));
    }

    [Fact]
    public async Task CommitWhileBeingCarried_KeepsTheMark()
    {
        await _province.CommitAsync(County);
        var origins = new Origins(_province.Sessions);
        var parcel = await origins.ReadAsync(County, [], [], "Asia/Shanghai", default);
        await _province.CommitAsync(County);
        await origins.SettleAsync(parcel, [], [], [], complete: true, [], default, default);
        Assert.True(await _province.IsPendingAsync(County));
    }

    [Fact]
    public async Task WhatMovesNoHeadWhileBeingCarried_KeepsTheMark()
    {
        await _province.CommitAsync(County);
        await _province.OwnerAsync(County, """
            insert into quarantine (tenant, department, content_key, first_at, last_at, field, code, message, expected, raw)
            values (4, 1, 'key', now(), now(), 'kind', 'unknown', '-', '-', '{}')
            """);
        var origins = new Origins(_province.Sessions);
        foreach (var quiet in new[] { "update quarantine set status = 2", "select app.registry_changed()" })
        {
            var parcel = await origins.ReadAsync(County, [], [], "Asia/Shanghai", default);
            await using (var session = await _province.Sessions.OpenAsync(County, default))
                await session.CommitAsync([new(quiet)]);
            await origins.SettleAsync(parcel, [], [], [], complete: true, [], default, default);
            Assert.True(await _province.IsPendingAsync(County), quiet);

            await origins.SettleAsync(await origins.ReadAsync(County, [], [], "Asia/Shanghai", default), [], [], [], complete: true, [], default, default);
            Assert.False(await _province.IsPendingAsync(County), quiet);
        }
    }

    [Fact]
    public async Task CommitInFlightWhileTheMarkIsCleared_KeepsTheMark()
    {
        await _province.CommitAsync(County);
        var origins = new Origins(_province.Sessions);
        var parcel = await origins.ReadAsync(County, [], [], "Asia/Shanghai", default);
        await using var writer = await _province.Owner(County).OpenConnectionAsync();
        await using var transaction = await writer.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("select seq from head where tenant = 4 for update; update head set seq = seq + 1 where tenant = 4", writer, transaction))
            await command.ExecuteNonQueryAsync();

        var settling = origins.SettleAsync(parcel, [], [], [], complete: true, [], default, default);
        await Task.Delay(200);
        Assert.False(settling.IsCompleted);
        // The mark stands already, so the writer leaves it alone.
        await using (var command = new NpgsqlCommand("update tenant_due set outbox_pending = true where tenant = 4 and not outbox_pending", writer, transaction))
            await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        await settling;
        Assert.True(await _province.IsPendingAsync(County));
    }

    [Fact]
    public async Task ClosedSignal_ReachesTheAncestorsToo()
    {
        await _province.CommitAsync(County);
        await _province.EscalateAsync(County, signal: 7);
        await _carrier.CarryAsync([County], default);
        await _province.EscalateAsync(County, signal: 7, status: 5);
        await _carrier.CarryAsync([County], default);
        Assert.Equal(5, await _province.ReadAsync<short>(Province, "select status from escalation where tenant = 1 and origin = 4 and signal = 7"));
    }

    [Fact]
    public async Task AncestorThatIsDown_HoldsNobodyUpAndCatchesUp()
    {
        await _province.CommitAsync(County);
        await _province.BreakAsync(Province);
        await _carrier.CarryAsync([County], default);
        Assert.NotEmpty(await _province.RowsAsync(City, County));
        Assert.True(await _province.IsPendingAsync(County));

        await _province.MendAsync(Province);
        await Eventually(() => Task.FromResult(_reach.IsUp(_province.Jurisdictions.Tree[Province].Database)));
        await _carrier.CarryAsync([County], default);
        await _province.AssertCarriedAsync();
        Assert.False(await _province.IsPendingAsync(County));
    }

    [Fact]
    public async Task AncestorRestoredFromABackup_IsToldEverythingAgain()
    {
        await _province.CommitAsync(County, day: 3);
        await _carrier.CarryAsync([County], default);
        await _province.OwnerAsync(Province, "delete from figure where tenant = 1; update received set position = 0 where tenant = 1");
        await _province.CommitAsync(County, day: 1);

        var more = await _carrier.CarryAsync([County], default);
        Assert.Equal([County], more);
        await _carrier.CarryAsync(more.ToList(), default);
        await _province.AssertCarriedAsync();
        Assert.False(await _province.IsPendingAsync(County));
    }

    [Fact]
    public async Task OriginRestoredFromABackup_ReplacesWhatItNeverSaid()
    {
        await _province.CommitAsync(County, day: 1);
        await _province.CommitAsync(County, day: 2);
        await _province.EscalateAsync(County, signal: 7);
        await _carrier.CarryAsync([County], default);
        await _province.OwnerAsync(County, """
            delete from figure where tenant = 4 and part = 1 and day = '2026-11-19'; delete from escalation where tenant = 4;
            update figure set accepted = 1, version = 1 where tenant = 4; update head set seq = 1, epoch = 2 where tenant = 4;
            update tenant_due set outbox_pending = true where tenant = 4
            """);
        await _carrier.CarryAsync([County], default);
        await _province.AssertCarriedAsync();
        Assert.Equal(1, await _province.ReadAsync<long>(Province, "select accepted from figure where tenant = 1 and origin = 4 and part = 0"));
    }

    [Fact]
    public async Task CarrierOfAnEarlierEpoch_PutsNothing()
    {
        await _province.CommitAsync(County, day: 1);
        var origins = new Origins(_province.Sessions);
        var late = await origins.ReadAsync(County, [City, Province], [City, Province], "Asia/Shanghai", default);
        await _province.OwnerAsync(County, """
            delete from figure where tenant = 4 and part = 1; update figure set accepted = 0, open = 0 where tenant = 4;
            update head set epoch = 2 where tenant = 4
            """);
        await _carrier.CarryAsync([County], default);
        Assert.Empty((await new Destinations(_province.Sessions).PutAsync(Province, [late], [], default)).Heard);
        await _province.AssertCarriedAsync();
    }

    [Fact]
    public async Task BranchThatMoves_IsToldToItsNewAncestorsAndForgottenByTheFormer()
    {
        await _province.CommitAsync(County);
        await _carrier.CarryAsync([County], default);
        await _province.DirectoryAsync("update jurisdiction set parent = 3 where id = 4");
        await _province.Jurisdictions.RefreshAsync();
        await _carrier.CarryAsync([County], default);

        await _province.AssertCarriedAsync();
        Assert.NotEmpty(await _province.RowsAsync(OtherCity, County));
        Assert.Empty(await _province.RowsAsync(City, County));
        Assert.Equal(2, await _province.ReadAsync<int>(County, "select count(*)::int from carried where tenant = 4"));
    }

    [Fact]
    public async Task CarrierWithTheFormerTree_PutsNothingBackThatWasWithdrawn()
    {
        await _province.CommitAsync(County);
        await _carrier.CarryAsync([County], default);
        await _province.CommitAsync(County);
        await _province.EscalateAsync(County);
        var late = await new Origins(_province.Sessions).ReadAsync(County, [City, Province], [City, Province], "Asia/Shanghai", default);
        await MoveAsync(County, OtherCity);
        await _carrier.CarryAsync([County], default);

        Assert.Empty((await new Destinations(_province.Sessions).PutAsync(City, [late], [], default)).Heard);
        Assert.Empty(await _province.RowsAsync(City, County));
    }

    [Fact]
    public async Task CarrierWithTheFormerTreeThatDied_LeavesNothingBehindAThoroughRound()
    {
        await _province.CommitAsync(County);
        await _province.CommitAsync(SecondCounty);
        await _province.EscalateAsync(County);
        var late = await new Origins(_province.Sessions).ReadAsync(County, [City, Province], [City, Province], "Asia/Shanghai", default);
        await MoveAsync(County, OtherCity);
        await _carrier.CarryAsync(All, default);
        await new Destinations(_province.Sessions).PutAsync(City, [late], [], default);
        Assert.NotEmpty(await _province.RowsAsync(City, County));

        await _carrier.ForgetStrangersAsync(default);
        Assert.Empty(await _province.RowsAsync(City, County));
        Assert.Equal(5, await _province.ReadAsync<int>(City, "select sum(origin)::int from received where tenant = 2"));
        await _province.AssertCarriedAsync();
    }

    [Fact]
    public async Task OriginThatWasRestoredAndNotRecounted_IsMarkedUntilItIs()
    {
        await _province.CommitAsync(County, 40);
        await _carrier.CarryAsync([County], default);
        await _province.OwnerAsync(County, """
            update figure set accepted = 1, version = 1 where tenant = 4; update head set seq = 1 where tenant = 4;
            update carried set position = 1 where tenant = 4; update tenant_due set outbox_pending = true where tenant = 4
            """);
        Assert.False(await IsHeardAheadAsync());
        await _carrier.CarryAsync([County], default);
        Assert.True(await IsHeardAheadAsync());
    }

    [Fact]
    public async Task OriginThatWasRestoredFromBeforeItsEpoch_IsMarked()
    {
        await _province.CommitAsync(County);
        await _province.OwnerAsync(County, "update head set epoch = 2 where tenant = 4");
        await _carrier.CarryAsync([County], default);
        await _province.OwnerAsync(County, "update head set epoch = 1 where tenant = 4");
        await _carrier.CarryAsync([County], default);
        Assert.True(await IsHeardAheadAsync());
    }

    [Fact]
    public async Task CarrierThatWasOvertaken_MarksNobody()
    {
        await _province.CommitAsync(County);
        var (origins, destinations) = (new Origins(_province.Sessions), new Destinations(_province.Sessions));
        var late = await origins.ReadAsync(County, [City, Province], [City, Province], "Asia/Shanghai", default);
        await _province.CommitAsync(County);
        await _carrier.CarryAsync([County], default);
        var to = (await destinations.PutAsync(City, [late], [], default)).To[County];
        Assert.True(to.Position > late.Position);
        Assert.False(await origins.SettleAsync(late, [City], [], [], complete: false, [], to, default));
        Assert.False(await IsHeardAheadAsync());
    }

    [Fact]
    public async Task Messages_ArriveOnceInBothDirections()
    {
        await _province.CommitAsync(County);
        await _province.CommitAsync(Province);
        const string Send = """
            insert into outbox (tenant, target, key, kind, body, created_at) values (@source, @target, @key, 'request', '{"question": 1}', now());
            update tenant_due set outbox_pending = true where tenant = @source
            """;
        await _province.OwnerAsync(County, Send, new { source = 4, target = 1, key = "up" });
        await _province.OwnerAsync(Province, Send, new { source = 1, target = 4, key = "down" });
        await _carrier.CarryAsync([County, Province], default);
        await _province.OwnerAsync(County, "update outbox set carried_at = null");
        await _carrier.CarryAsync([County], default);

        Assert.Equal("4 up", await _province.ReadAsync<string>(Province, "select string_agg(source || ' ' || key, ',') from inbox where tenant = 1"));
        Assert.Equal("1 down", await _province.ReadAsync<string>(County, "select string_agg(source || ' ' || key, ',') from inbox where tenant = 4"));
        Assert.False(await _province.IsPendingAsync(Province));
    }

    [Fact]
    public async Task MessageToANeighbour_IsNotCarriedAndKeepsNothingElseBack()
    {
        await _province.CommitAsync(County);
        await _province.OwnerAsync(County, "insert into outbox (tenant, target, key, kind, body, created_at) values (4, 5, 'k', 'request', '{}', now())");
        await _carrier.CarryAsync([County], default);
        Assert.Equal(0, await _province.ReadAsync<int>(SecondCounty, "select count(*)::int from inbox where tenant = 5"));
        Assert.False(await _province.IsPendingAsync(County));
        await _province.AssertCarriedAsync();
    }

    [Fact]
    public async Task PoisonedTenant_KeepsNoOtherFromBeingCarried()
    {
        await _province.CommitAsync(County);
        await _province.CommitAsync(SecondCounty);
        await _province.OwnerAsync(Province, "alter table figure add constraint poison check (origin <> 5) not valid");
        await _carrier.CarryAsync([County, SecondCounty], default);
        Assert.Equal(await _province.RowsAsync(County, County), await _province.RowsAsync(Province, County));
        Assert.NotEmpty(await _province.RowsAsync(City, SecondCounty));
        Assert.True(await _province.IsPendingAsync(SecondCounty));
    }

    [Fact]
    public async Task TenantWithoutAncestors_JustClearsItsMark()
    {
        await _province.CommitAsync(Province);
        await _carrier.CarryAsync([Province], default);
        Assert.False(await _province.IsPendingAsync(Province));
    }

    private Task<bool> IsHeardAheadAsync() => _province.ReadAsync<bool>(County, "select heard_ahead from tenant_due where tenant = 4");

    private async Task MoveAsync(TenantId branch, TenantId below)
    {
        await _province.DirectoryAsync($"update jurisdiction set parent = {below} where id = {branch}");
        await _province.Jurisdictions.RefreshAsync();
    }

    private static async Task Eventually(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 100 && !await holds(); i++)
            await Task.Delay(100);
        Assert.True(await holds());
    }
}
