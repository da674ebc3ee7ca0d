using System.Globalization;
using Tenancy;
using Tenancy.Isolation;
using Xunit;

namespace Platform.Tests.Isolation;

/// <summary>What a tenant grants another: listed cases, until an instant, and nothing around them.</summary>
public sealed class GrantedSessionTests(Arena arena) : IClassFixture<Arena>, IAsyncLifetime
{
    private const string Cases = "select string_agg(id::text, ',' order by id) from case_file";

    private TenantId Viewer => arena.Platform["330100"].Id;

    public async ValueTask InitializeAsync()
    {
        await arena.OwnerAsync(arena.Platform.First, "delete from case_grant");
        await GrantAsync(1007, "now() + interval '1 day'");
        await GrantAsync(1008, "now() + interval '1 day'");
        await GrantAsync(1009, "now() - interval '1 second'");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Viewer_SeesTheListedCasesWhileTheGrantLasts() => Assert.Equal("1007,1008", (await AskAsync(arena.Other, Viewer, Cases)).Short);

    [Fact]
    public async Task Viewer_SeesTheirEventsAndSignalsOnly()
    {
        Assert.Equal("1007,1008", (await AskAsync(arena.Other, Viewer, "select string_agg(grain::text, ',' order by grain) from event")).Short);
        Assert.Equal("1007,1008", (await AskAsync(arena.Other, Viewer, "select string_agg(case_id::text, ',' order by case_id) from signal")).Short);
    }

    [Theory]
    [InlineData("person")]
    [InlineData("personal")]
    [InlineData("quarantine")]
    [InlineData("case_grant")]
    [InlineData("department")]
    [InlineData("figure")]
    [InlineData("head")]
    public async Task Viewer_SeesNothingElse(string table) => Assert.Equal("42501", (await AskAsync(arena.Other, Viewer, $"select count(*) from {table}")).Error);

    [Fact]
    public async Task AnotherViewer_SeesNothing() => Assert.Equal("", (await AskAsync(arena.Other, arena.Own, Cases)).Short);

    [Fact]
    public async Task GrantOfOneOwner_OpensNothingOfAnother() => Assert.Equal("", (await AskAsync(arena.Own, Viewer, Cases)).Short);

    [Fact]
    public async Task RevokedGrant_ShowsNothing()
    {
        var revoked = await arena.AskAsync(
            arena.Platform.First, DatabaseRole.Tenant, [arena.Other], "update case_grant set revoked_at = now() where case_id = 1007", "commit", "select 1");
        Assert.False(revoked.Refused);
        Assert.Equal("1008", (await AskAsync(arena.Other, Viewer, Cases)).Short);
    }

    [Theory]
    [InlineData("{1}>{2}")]
    [InlineData("{0}>{0}")]
    [InlineData("{0}")]
    [InlineData("")]
    public async Task ChangedClaim_ShowsNothing(string claim)
    {
        var claimed = string.Format(CultureInfo.InvariantCulture, claim, arena.Other.Value, arena.Own.Value, Viewer.Value);
        var outcome = await AskAsync(arena.Other, Viewer, $"set local app.tenant = '{claimed}'", Cases);
        Assert.Equal("", outcome.Short);
    }

    [Fact]
    public async Task Viewer_CannotGrantItself()
    {
        var outcome = await arena.AskAsync(
            arena.Platform.First,
            DatabaseRole.Tenant,
            [Viewer],
            $"insert into case_grant (tenant, viewer, case_id, until, granted_by, reason) values ({arena.Other}, {Viewer}, 1010, 'infinity', '', '')");
        Assert.Equal("42501", outcome.Error);
    }

    [Fact]
    public async Task GrantThatIsNotLookedAt_IsFound()
    {
        await arena.OwnerAsync(arena.Platform.First, "create policy broken on case_file to platform_granted using (tenant = (select app.granted_owner()))");
        try
        {
            Assert.NotEqual("1007,1008", (await AskAsync(arena.Other, Viewer, Cases)).Short);
        }
        finally
        {
            await arena.OwnerAsync(arena.Platform.First, "drop policy broken on case_file");
        }
    }

    [Fact]
    public async Task Session_OpensInTheOwnersDatabase()
    {
        await using var session = await arena.Platform.Sessions.OpenGrantedAsync(arena.Other, Viewer);
        Assert.Equal("1007,1008", (await Arena.AskAsync(await session.ConnectAsync(), Cases)).Short);
    }

    private Task<Outcome> AskAsync(TenantId owner, TenantId viewer, params string[] statements) =>
        arena.AskAsync(arena.Platform.First, DatabaseRole.Granted, [owner, viewer], statements);

    private async Task GrantAsync(long id, string until)
    {
        var granted = await arena.AskAsync(
            arena.Platform.First,
            DatabaseRole.Tenant,
            [arena.Other],
            $"insert into case_grant (tenant, viewer, case_id, until, granted_by, reason) values ({arena.Other}, {Viewer}, {id}, {until}, '330122/head', 'oversight')",
            "commit",
            "select 1");
        Assert.Equal("", granted.Message);
    }
}
