using Npgsql;
using Platform.Tests.Server;
using Silo.Valve;
using Xunit;
using static Platform.Tests.Silo.TestProvince;

namespace Platform.Tests.Silo.Valve;

/// <summary>What is carried up and down the tree, when, and to whom.</summary>
public sealed class CarrierTests(PostgresServer server) : CarrierBed(server)
{
    [Fact]
    public async Task OwnRows_StandUnchangedAtEveryAncestor()
    {
        await Tree.CommitAsync(County, 3);
        await Tree.EscalateAsync(County);
        await Carrier.CarryAsync([County], default);

        await Tree.AssertCarriedAsync();
        Assert.Equal(4, (await Tree.RowsAsync(Province, County)).Count);
        Assert.False(await Tree.IsPendingAsync(County));
    }

    [Fact]
    public async Task NobodyElse_GetsThem()
    {
        await Tree.CommitAsync(County);
        await Carrier.CarryAsync([County], default);
        Assert.Empty(await Tree.RowsAsync(OtherCity, County));
        Assert.Empty(await Tree.RowsAsync(SecondCounty, County));
    }

    [Fact]
    public async Task CarryingAgain_ChangesNothing()
    {
        await Tree.CommitAsync(County, 3);
        await Carrier.CarryAsync([County], default);
        var first = await Tree.RowsAsync(Province, County);
        await Tree.OwnerAsync(County, "update tenant_due set outbox_pending = true; delete from carried");
        await Carrier.CarryAsync([County], default);
        Assert.Equal(first, await Tree.RowsAsync(Province, County));
    }

    [Fact]
    public async Task OnlyWhatChanged_TravelsAgain()
    {
        await Tree.CommitAsync(County, day: 0);
        await Carrier.CarryAsync([County], default);
        await Tree.OwnerAsync(Province, "update figure set late = 99 where tenant = 1 and part = 1");
        await Tree.CommitAsync(County, day: 1);
        await Carrier.CarryAsync([County], default);
        Assert.Equal(99, await Tree.ReadAsync<long>(Province, "select late from figure where tenant = 1 and part = 1 and day = '2026-11-21'"));
    }

    [Fact]
    public async Task CommitWhileBeingCarried_KeepsTheMark()
    {
        await Tree.CommitAsync(County);
        var origins = new Origins(Tree.Sessions);
        var parcel = await origins.ReadAsync(County, [], [], "Asia/Shanghai", default);
        await Tree.CommitAsync(County);
        await origins.SettleAsync(parcel, [], [], [], complete: true, [], default, default);
        Assert.True(await Tree.IsPendingAsync(County));
    }

    [Fact]
    public async Task WhatMovesNoHeadWhileBeingCarried_KeepsTheMark()
    {
        await Tree.CommitAsync(County);
        await Tree.OwnerAsync(County, """
            insert into quarantine (tenant, department, content_key, first_at, last_at, field, code, message, expected, raw)
            values (4, 1, 'key', now(), now(), 'kind', 'unknown', '-', '-', '{}')
            """);
        var origins = new Origins(Tree.Sessions);
        foreach (var quiet in new[] { "update quarantine set status = 2", "select app.registry_changed()" })
        {
            var parcel = await origins.ReadAsync(County, [], [], "Asia/Shanghai", default);
            await using (var session = await Tree.Sessions.OpenAsync(County, default))
                await session.CommitAsync([new(quiet)]);
            await origins.SettleAsync(parcel, [], [], [], complete: true, [], default, default);
            Assert.True(await Tree.IsPendingAsync(County), quiet);

            await origins.SettleAsync(await origins.ReadAsync(County, [], [], "Asia/Shanghai", default), [], [], [], complete: true, [], default, default);
            Assert.False(await Tree.IsPendingAsync(County), quiet);
        }
    }

    [Fact]
    public async Task CommitInFlightWhileTheMarkIsCleared_KeepsTheMark()
    {
        await Tree.CommitAsync(County);
        var origins = new Origins(Tree.Sessions);
        var parcel = await origins.ReadAsync(County, [], [], "Asia/Shanghai", default);
        await using var writer = await Tree.Owner(County).OpenConnectionAsync();
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
        Assert.True(await Tree.IsPendingAsync(County));
    }

    [Fact]
    public async Task ClosedSignal_ReachesTheAncestorsToo()
    {
        await Tree.CommitAsync(County);
        await Tree.EscalateAsync(County, signal: 7);
        await Carrier.CarryAsync([County], default);
        await Tree.EscalateAsync(County, signal: 7, status: 5);
        await Carrier.CarryAsync([County], default);
        Assert.Equal(5, await Tree.ReadAsync<short>(Province, "select status from escalation where tenant = 1 and origin = 4 and signal = 7"));
    }

    [Fact]
    public async Task AncestorThatIsDown_HoldsNobodyUpAndCatchesUp()
    {
        await Tree.CommitAsync(County);
        await Tree.BreakAsync(Province);
        await Carrier.CarryAsync([County], default);
        Assert.NotEmpty(await Tree.RowsAsync(City, County));
        Assert.True(await Tree.IsPendingAsync(County));

        await Tree.MendAsync(Province);
        await Eventually(() => Task.FromResult(Reach.IsUp(Tree.Jurisdictions.Tree[Province].Database)));
        await Carrier.CarryAsync([County], default);
        await Tree.AssertCarriedAsync();
        Assert.False(await Tree.IsPendingAsync(County));
    }

    [Fact]
    public async Task Messages_ArriveOnceInBothDirections()
    {
        await Tree.CommitAsync(County);
        await Tree.CommitAsync(Province);
        const string Send = """
            insert into outbox (tenant, target, key, kind, body, created_at) values (@source, @target, @key, 'request', '{"question": 1}', now());
            update tenant_due set outbox_pending = true where tenant = @source
            """;
        await Tree.OwnerAsync(County, Send, new { source = 4, target = 1, key = "up" });
        await Tree.OwnerAsync(Province, Send, new { source = 1, target = 4, key = "down" });
        await Carrier.CarryAsync([County, Province], default);
        await Tree.OwnerAsync(County, "update outbox set carried_at = null");
        await Carrier.CarryAsync([County], default);

        Assert.Equal("4 up", await Tree.ReadAsync<string>(Province, "select string_agg(source || ' ' || key, ',') from inbox where tenant = 1"));
        Assert.Equal("1 down", await Tree.ReadAsync<string>(County, "select string_agg(source || ' ' || key, ',') from inbox where tenant = 4"));
        Assert.False(await Tree.IsPendingAsync(Province));
    }

    [Fact]
    public async Task MessageToANeighbour_IsNotCarriedAndKeepsNothingElseBack()
    {
        await Tree.CommitAsync(County);
        await Tree.OwnerAsync(County, "insert into outbox (tenant, target, key, kind, body, created_at) values (4, 5, 'k', 'request', '{}', now())");
        await Carrier.CarryAsync([County], default);
        Assert.Equal(0, await Tree.ReadAsync<int>(SecondCounty, "select count(*)::int from inbox where tenant = 5"));
        Assert.False(await Tree.IsPendingAsync(County));
        await Tree.AssertCarriedAsync();
    }

    [Fact]
    public async Task PoisonedTenant_KeepsNoOtherFromBeingCarried()
    {
        await Tree.CommitAsync(County);
        await Tree.CommitAsync(SecondCounty);
        await Tree.OwnerAsync(Province, "alter table figure add constraint poison check (origin <> 5) not valid");
        await Carrier.CarryAsync([County, SecondCounty], default);
        Assert.Equal(await Tree.RowsAsync(County, County), await Tree.RowsAsync(Province, County));
        Assert.NotEmpty(await Tree.RowsAsync(City, SecondCounty));
        Assert.True(await Tree.IsPendingAsync(SecondCounty));
    }

    [Fact]
    public async Task TenantWithoutAncestors_JustClearsItsMark()
    {
        await Tree.CommitAsync(Province);
        await Carrier.CarryAsync([Province], default);
        Assert.False(await Tree.IsPendingAsync(Province));
    }

    private static async Task Eventually(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 100 && !await holds(); i++)
            await Task.Delay(100);
        Assert.True(await holds());
    }
}
