using Npgsql;
using Tenancy;
using Tenancy.Isolation;
using Xunit;

namespace Platform.Tests.Isolation;

/// <summary>What one tenant's session leaves on its connection, the next tenant's session on it does not find.</summary>
public sealed class PooledConnectionTests(Arena arena) : IClassFixture<Arena>
{
    [Theory]
    [InlineData("set app.tenant = '{0}'", "select current_setting('app.tenant') = '{0}'")]
    [InlineData("set app.seal = 'kept'", "select current_setting('app.seal') = 'kept'")]
    [InlineData("set app.mine = 'kept'", "select coalesce(current_setting('app.mine', true), '') = 'kept'")]
    [InlineData("set search_path = app", "select current_setting('search_path') = 'app'")]
    [InlineData("declare kept cursor with hold for select * from case_file", "fetch all from kept")]
    [InlineData("listen mine", "select count(*) > 0 from pg_listening_channels()")]
    public async Task WhatASessionLeaves_IsGoneForTheNextOne(string leave, string find)
    {
        // A pool of the test's own, of one connection: so the second session is bound to get the first one's.
        await using var kept = Pool(reset: true);
        Assert.Contains(await PassOnAsync(kept, leave, find), new[] { "f", "34000", "0", "nothing" });
        await using var careless = Pool(reset: false);
        Assert.DoesNotContain(await PassOnAsync(careless, leave, find), new[] { "f", "34000", "0", "nothing" });
    }

    [Fact]
    public async Task TransactionLeftOpen_IsRolledBackBeforeTheNextSession()
    {
        var table = $"select count(*) from item where code = 'left-open'";
        await using (var session = await arena.OpenAsync(arena.Platform.First, DatabaseRole.Tenant, [arena.Own]))
        {
            var inserted = await Arena.AskAsync(
                await session.ConnectAsync(), $"insert into item (tenant, id, department, kind, code, name, created_at) values ({arena.Own}, 88888, 1, 1, 'left-open', '', now())");
            Assert.False(inserted.Refused);
        }

        Assert.Equal("0", (await arena.AskAsync(arena.Platform.First, table)).Short);
    }

    [Fact]
    public async Task FailedTransaction_CannotBeCommitted()
    {
        await using var session = await arena.OpenAsync(arena.Platform.First, DatabaseRole.Tenant, [arena.Own]);
        Assert.True((await Arena.AskAsync(await session.ConnectAsync(), "select 1 / 0")).Refused);
        Assert.Equal("25P02", (await Assert.ThrowsAsync<PostgresException>(() => session.CommitAsync())).SqlState);
    }

    [Fact]
    public async Task FailureInTheFirstBatch_LeavesACleanConnection()
    {
        for (var i = 0; i < 3; i++)
        {
            await using var session = await arena.OpenAsync(arena.Platform.First, DatabaseRole.Tenant, [arena.Own]);
            await Assert.ThrowsAsync<PostgresException>(() => session.ReadLastAsync([new NpgsqlBatchCommand("select 1 / 0")]));
        }

        Assert.Equal($"{Arena.OwnRows}", (await arena.AskAsync(arena.Platform.First, "select count(*) from case_file")).Short);
    }

    [Fact]
    public async Task LastBatch_IsCommittedWithItsResults()
    {
        await using (var session = await arena.OpenAsync(arena.Platform.First, DatabaseRole.Tenant, [arena.Own]))
        {
            await using var reader = await session.ReadLastAsync(
                [new NpgsqlBatchCommand("update quarantine set status = 2 returning status"), new NpgsqlBatchCommand("select 7")]);
            Assert.True(await reader.ReadAsync());
            Assert.Equal(2, reader.GetInt16(0));
            Assert.True(await reader.NextResultAsync());
            Assert.True(await reader.ReadAsync());
            Assert.Equal(7, reader.GetInt32(0));
        }

        Assert.Equal("2", (await arena.AskAsync(arena.Platform.First, "select max(status) from quarantine")).Short);
    }

    [Fact]
    public async Task SessionThatDidNothing_CommitsNothing()
    {
        await using var session = await arena.OpenAsync(arena.Platform.First, DatabaseRole.Tenant, [arena.Own]);
        await session.CommitAsync();
    }

    [Fact]
    public async Task KeyOfAnotherInstallation_SealsNothingHere()
    {
        var stranger = new PlatformKey(new byte[PlatformKey.Length]);
        var outcome = await arena.AskAsync(
            arena.Platform.First, $"set local app.seal = '{stranger.Seal(DatabaseRole.Tenant, arena.Own.ToString())}'", "select count(*) from case_file");
        Assert.Equal("0", outcome.Short);
    }

    private NpgsqlDataSource Pool(bool reset) => NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(arena.Platform.Databases.ConnectionString(arena.Platform.First, DatabaseRole.Tenant))
        {
            MaxPoolSize = 1,
            NoResetOnClose = !reset,
        });

    private async Task<string> PassOnAsync(NpgsqlDataSource pool, string leave, string find)
    {
        await using (var first = await pool.OpenConnectionAsync())
        {
            var left = await Arena.AskAsync(
                first, "begin", Claim(arena.Other), SealOf(arena.Other), leave.Replace("{0}", arena.Other.ToString(), StringComparison.Ordinal), "commit");
            Assert.False(left.Refused, left.Message);
        }

        await using var second = await pool.OpenConnectionAsync();
        return (await Arena.AskAsync(second, "begin", find.Replace("{0}", arena.Other.ToString(), StringComparison.Ordinal))).Short;
    }

    private static string Claim(TenantId tenant) => $"set local app.tenant = '{tenant}'";

    private string SealOf(TenantId tenant) => $"set local app.seal = '{arena.Platform.Server.Key.Seal(DatabaseRole.Tenant, tenant.ToString())}'";
}
