using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Server;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Permissions;
using Xunit;

namespace Platform.Tests.Accounts;

/// <summary>What an administrator may do to an account: nothing where it holds more than he may hand on.</summary>
public sealed class TouchTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private People People { get; } = new(platform);

    private Administration Administration => platform.Services.GetRequiredService<Administration>();

    private SignInService SignIn => platform.Services.GetRequiredService<SignInService>();

    private TenantId County => platform["330802"].Id;

    [Fact]
    public async Task AccountThatHoldsMore_IsNeitherResetSuspendedUnlockedNorStripped()
    {
        var target = await People.NewAsync("330802", Role.Leader, Role.BureauHead);
        var actor = Actor.Of(await People.NewAdministratorAsync("330802", Role.Leader));
        foreach (var refusal in await ActsAsync(actor, target))
            Assert.Equal("holds-more", refusal?.Code);
        await People.SignInAsync("330802", target.Login, People.Password);

        var whole = Actor.Of(await People.NewAdministratorAsync("330802", Role.Leader, Role.BureauHead));
        foreach (var refusal in await ActsAsync(whole, target))
            Assert.Null(refusal);
    }

    [Fact]
    public async Task RoleHeldToGrantOnward_CountsAsMuchAsOneExercised()
    {
        var target = await People.NewAdministratorAsync("330802", Role.Inspector);
        var actor = Actor.Of(await People.NewAdministratorAsync("330800", Role.SystemAdministrator));
        Assert.Equal("holds-more", (await Administration.SuspendAsync(actor, County, IdOf(target), suspended: true))?.Code);
    }

    [Fact]
    public async Task RoleOfAnotherDepartmentOrALongerTime_IsMore()
    {
        var province = await People.EnsureAdministratorAsync();
        var target = await People.NewAsync("330802", "mzj", Role.PostUser);
        var admin = await People.NewAdministratorAsync("330802");
        var actor = Actor.Of(admin);
        Assert.Null(await Administration.GrantAsync(province, County, IdOf(admin), new Holding(Role.PostUser, County, "gaj", Power.GrantOnward)));
        Assert.Equal("holds-more", (await Administration.SuspendAsync(actor, County, IdOf(target), suspended: true))?.Code);

        var soon = DateTimeOffset.UnixEpoch.AddYears(90);
        var brief = new Holding(Role.PostUser, County, "mzj", Power.GrantOnward);
        Assert.Null(await Administration.GrantAsync(province, County, IdOf(admin), brief, soon));
        Assert.Equal("holds-more", (await Administration.SuspendAsync(actor, County, IdOf(target), suspended: true))?.Code);
        Assert.Null(await Administration.GrantAsync(province, County, IdOf(admin), brief));
        Assert.Null(await Administration.SuspendAsync(actor, County, IdOf(target), suspended: true));
    }

    [Fact]
    public async Task RevokedRole_IsNoObstacleAnyMore()
    {
        var target = await People.NewAsync("330802", Role.BureauHead);
        var actor = Actor.Of(await People.NewAdministratorAsync("330802"));
        Assert.Equal("holds-more", (await Administration.ResetAsync(actor, County, IdOf(target))).Refusal?.Code);
        Assert.Null(await Administration.RevokeAsync(await People.EnsureAdministratorAsync(), County, await GrantOfAsync(target)));
        Assert.Null((await Administration.ResetAsync(actor, County, IdOf(target))).Refusal);
    }

    [Fact]
    public async Task EndOfARole_IsNotBroughtForwardOnAnAccountThatHoldsMore()
    {
        var target = await People.NewAsync("330802", Role.Leader, Role.BureauHead);
        var actor = Actor.Of(await People.NewAdministratorAsync("330802", Role.Leader, Role.Inspector));
        var until = DateTimeOffset.UnixEpoch.AddYears(90);
        Assert.Equal("holds-more", (await Administration.GrantAsync(actor, County, IdOf(target), new Holding(Role.Leader, County), until))?.Code);
        Assert.Null(await Administration.GrantAsync(actor, County, IdOf(target), new Holding(Role.Inspector, County), until));
    }

    [Fact]
    public async Task OwnRoles_AreNotTakenFromOneself()
    {
        var admin = await People.NewAdministratorAsync("330802", Role.SystemAdministrator);
        Assert.Equal("own-account", (await Administration.RevokeAsync(Actor.Of(admin), County, await GrantOfAsync(admin)))?.Code);
    }

    [Fact]
    public async Task AuditorOfTheOwnJurisdiction_IsLeftAlone_ButOfARootHeIsShutOutAndNeverOpened()
    {
        var auditor = await People.NewAsync("330802", Role.SecurityAuditor);
        foreach (var refusal in await ActsAsync(Actor.Of(await People.NewAdministratorAsync("330802", Role.SecurityAuditor)), auditor))
            Assert.Equal("watches-you", refusal?.Code);

        var province = await People.EnsureAdministratorAsync();
        var above = await People.NewAsync("330000", Role.SecurityAuditor);
        var root = platform["330000"].Id;
        Assert.Equal("watches-you", (await Administration.ResetAsync(province, root, IdOf(above))).Refusal?.Code);
        Assert.Equal("watches-you", (await Administration.UnlockAsync(province, root, IdOf(above)))?.Code);
        Assert.Null(await Administration.SuspendAsync(province, root, IdOf(above), suspended: true));
    }

    [Fact]
    public async Task SuspensionFromAbove_IsLiftedThereAndNotBelow()
    {
        var target = await People.NewAsync("330802", Role.Leader);
        var county = Actor.Of(await People.NewAdministratorAsync("330802", Role.Leader));
        var city = Actor.Of(await People.NewAdministratorAsync("330800", Role.Leader));
        var province = await People.EnsureAdministratorAsync();

        Assert.Null(await Administration.SuspendAsync(city, County, IdOf(target), suspended: true));
        Assert.Equal("suspended-above", (await Administration.SuspendAsync(county, County, IdOf(target), suspended: false))?.Code);
        Assert.Null(await Administration.SuspendAsync(county, County, IdOf(target), suspended: true));
        Assert.Equal("suspended-above", (await Administration.SuspendAsync(county, County, IdOf(target), suspended: false))?.Code);
        Assert.IsType<SignInResult.Suspended>(await SignIn.SignInAsync("330802", target.Login, People.Password));
        Assert.Null(await Administration.SuspendAsync(province, County, IdOf(target), suspended: false));

        Assert.Null(await Administration.SuspendAsync(county, County, IdOf(target), suspended: true));
        Assert.Null(await Administration.SuspendAsync(province, County, IdOf(target), suspended: true));
        Assert.Equal("suspended-above", (await Administration.SuspendAsync(city, County, IdOf(target), suspended: false))?.Code);
    }

    [Fact]
    public async Task OwnSuspension_IsLiftedByTheOwnAdministrator()
    {
        var target = await People.NewAsync("330802", Role.Leader);
        var county = Actor.Of(await People.NewAdministratorAsync("330802", Role.Leader));
        Assert.Null(await Administration.SuspendAsync(county, County, IdOf(target), suspended: true));
        Assert.Null(await Administration.SuspendAsync(county, County, IdOf(target), suspended: false));
        await People.SignInAsync("330802", target.Login, People.Password);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PasswordLookedAtBeforeAResetOrSuspension_BeginsNoSessionAfterIt(bool reset)
    {
        var target = await People.NewAsync("330802", Role.Leader);
        var stamp = await platform.Server.ScalarAsync<string>(platform.Directory, $"select security_stamp from account where id = '{target.Subject}'");
        var actor = await People.EnsureAdministratorAsync();
        Assert.True(await BeginAsync(target, stamp));
        Assert.Null(reset
            ? (await Administration.ResetAsync(actor, County, IdOf(target))).Refusal
            : await Administration.SuspendAsync(actor, County, IdOf(target), suspended: true));
        Assert.False(await BeginAsync(target, stamp));
        Assert.Equal(0L, await platform.Server.ScalarAsync<long>(
            platform.Directory, $"select count(*) from web_session where account = '{target.Subject}' and ended_at is null"));
    }

    [Fact]
    public async Task SessionsBegunWhileTheAccountIsReset_AllEnd()
    {
        var target = await People.NewAsync("330802", Role.Leader);
        var stamp = await platform.Server.ScalarAsync<string>(platform.Directory, $"select security_stamp from account where id = '{target.Subject}'");
        var actor = await People.EnsureAdministratorAsync();
        var begun = Enumerable.Range(0, 12).Select(_ => BeginAsync(target, stamp)).ToArray();
        Assert.Null((await Administration.ResetAsync(actor, County, IdOf(target))).Refusal);
        await Task.WhenAll(begun);
        Assert.Equal(0L, await platform.Server.ScalarAsync<long>(
            platform.Directory, $"select count(*) from web_session where account = '{target.Subject}' and ended_at is null"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LinkMadeBeforeMoreWasGrantedAbove_OpensNothing(bool reset)
    {
        var maker = await People.NewAdministratorAsync("330802", Role.Leader);
        var link = await LinkAsync(maker, reset);
        Assert.Null(await Administration.GrantAsync(await People.EnsureAdministratorAsync(), County, link.Account, new Holding(Role.BureauHead, County)));
        Assert.Equal("holds-more", (await Administration.ResetAsync(Actor.Of(maker), County, link.Account)).Refusal?.Code);
        Assert.Equal("invitation-unknown", (await AcceptAsync(link))?.Code);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task LinkOfWhoeverAdministersNoMore_OpensNothing(bool reset, bool suspended)
    {
        var maker = await People.NewAdministratorAsync("330802", Role.Leader);
        var link = await LinkAsync(maker, reset);
        var province = await People.EnsureAdministratorAsync();
        Assert.Null(suspended
            ? await Administration.SuspendAsync(province, County, IdOf(maker), suspended: true)
            : await Administration.RevokeAsync(province, County, await GrantOfAsync(maker)));
        Assert.Equal("invitation-unknown", (await AcceptAsync(link))?.Code);
    }

    [Fact]
    public async Task DeadLink_IsShownAsWhatBecameOfIt()
    {
        var maker = await People.NewAdministratorAsync("330802", Role.Leader);
        var (used, expired, undone) = (await LinkAsync(maker, reset: false), await LinkAsync(maker, reset: false), await LinkAsync(maker, reset: true));
        foreach (var link in new[] { used, expired, undone })
            Assert.Equal((LinkState.Open, true), await LinkOfAsync(link));

        Assert.Null(await AcceptAsync(used));
        await platform.Server.ExecuteAsync(
            platform.Directory, $"update account_invitation set expires_at = now() - interval '1 minute' where account = '{expired.Account}'");
        Assert.Equal((LinkState.Used, false), await LinkOfAsync(used));
        Assert.Equal((LinkState.Expired, false), await LinkOfAsync(expired));
        Assert.Equal((LinkState.Open, true), await LinkOfAsync(undone));

        Assert.Null(await Administration.SuspendAsync(await People.EnsureAdministratorAsync(), County, IdOf(maker), suspended: true));
        Assert.Equal((LinkState.Void, false), await LinkOfAsync(undone));
        Assert.Equal("invitation-unknown", (await AcceptAsync(undone))?.Code);
    }

    private async Task<(LinkState State, bool Open)> LinkOfAsync(AccountInvitation link)
    {
        var accounts = platform.Services.GetRequiredService<AccountList>();
        var line = Assert.Single(await accounts.ReadAsync(County, link.Account));
        Assert.Equal(line.Link, (await accounts.ReadAsync(County)).Single(account => account.Id == link.Account).Link);
        await using var elsewhere = await platform.Sessions.OpenDirectoryAsync(platform["330825"].Id);
        await using var others = await elsewhere.ReadAsync([new($"select * from app.account_links('{link.Account}')")]);
        Assert.False(await others.ReadAsync());
        return (line.Link!.State, line.InvitedUntil is not null);
    }

    [Fact]
    public async Task LinkFromBeforeItsMakerWasKept_IsJudgedByHisName()
    {
        var maker = await People.NewAdministratorAsync("330802", Role.Leader);
        var first = await LinkAsync(maker, reset: false);
        var second = await LinkAsync(maker, reset: true);
        await ForgetMakerAsync(first);
        await ForgetMakerAsync(second);
        Assert.Null(await AcceptAsync(first));
        Assert.Null(await Administration.SuspendAsync(await People.EnsureAdministratorAsync(), County, IdOf(maker), suspended: true));
        Assert.Equal("invitation-unknown", (await AcceptAsync(second))?.Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LinkOfWhoeverMayStillTouchTheAccount_OpensItOnce(bool reset)
    {
        var link = await LinkAsync(await People.NewAdministratorAsync("330802", Role.Leader), reset);
        Assert.Null(await AcceptAsync(link));
        Assert.Equal("invitation-unknown", (await AcceptAsync(link))?.Code);
    }

    [Fact]
    public async Task InvitedAuditor_ComesIn_UnlessSomebodyElseMadeHimOne()
    {
        var province = await People.EnsureAdministratorAsync();
        var root = platform["330000"].Id;
        var (ofTheRoot, refusal) = await Administration.InviteAsync(province, root, $"person-{Guid.NewGuid():N}", "审计员01", new Holding(Role.SecurityAuditor, root));
        Assert.Null(refusal);
        Assert.Null(await Administration.AcceptAsync(root, ofTheRoot!.Token, People.Password));

        var link = await LinkAsync(await People.NewAdministratorAsync("330802", Role.Leader, Role.SecurityAuditor), reset: false);
        Assert.Null(await Administration.GrantAsync(province, County, link.Account, new Holding(Role.SecurityAuditor, County)));
        Assert.Equal("invitation-unknown", (await AcceptAsync(link))?.Code);
    }

    [Fact]
    public async Task LinksUsedWhileTheirAccountIsReset_AreUsedOrRefused_AndWaitForNobodyInACircle()
    {
        var maker = await People.NewAdministratorAsync("330802", Role.Leader);
        for (var round = 0; round < 10; round++)
        {
            var link = await LinkAsync(maker, reset: true);
            var accepted = AcceptAsync(link);
            var reset = Administration.ResetAsync(Actor.Of(maker), County, link.Account);
            Assert.Contains((await accepted)?.Code, new[] { null, "invitation-unknown" });
            Assert.Null((await reset).Refusal);
        }
    }

    private static Guid IdOf(Caller caller) => Guid.Parse(caller.Subject);

    private Task<Guid> GrantOfAsync(Caller caller) => platform.Server.ScalarAsync<Guid>(
        platform.Directory, $"select id from account_role where account = '{caller.Subject}' and revoked_at is null order by power, role limit 1");

    private async Task<AccountInvitation> LinkAsync(Caller maker, bool reset)
    {
        var (link, refusal) = reset
            ? await Administration.ResetAsync(Actor.Of(maker), County, IdOf(await People.NewAsync("330802", Role.Leader)))
            : await Administration.InviteAsync(Actor.Of(maker), County, $"person-{Guid.NewGuid():N}", "领导01", new Holding(Role.Leader, County));
        Assert.Null(refusal);
        return link!;
    }

    private Task<AccountRefusal?> AcceptAsync(AccountInvitation link) => Administration.AcceptAsync(County, link.Token, People.Password);

    private Task ForgetMakerAsync(AccountInvitation link) => platform.Server.ScalarAsync<Guid>(platform.Directory, $"""
        update account_invitation set maker_tenant = null, maker_account = null
        where account = '{link.Account}' and used_at is null returning account
        """);

    // The ones that take most come last.
    private async Task<IReadOnlyList<AccountRefusal?>> ActsAsync(Actor actor, Caller target) =>
    [
        await Administration.UnlockAsync(actor, County, IdOf(target)),
        (await Administration.ResetAsync(actor, County, IdOf(target))).Refusal,
        await Administration.SuspendAsync(actor, County, IdOf(target), suspended: true),
        await Administration.SuspendAsync(actor, County, IdOf(target), suspended: false),
        await Administration.RevokeAsync(actor, County, await GrantOfAsync(target)),
    ];

    private async Task<bool> BeginAsync(Caller target, string stamp)
    {
        await using var session = await platform.Sessions.OpenDirectoryAsync(target.Tenant);
        await using var begin = new Npgsql.NpgsqlCommand("select app.begin_session($1, $2, gen_random_uuid(), interval '1 hour')", await session.ConnectAsync())
        {
            Parameters = { new() { Value = IdOf(target) }, new() { Value = stamp } },
        };
        var begun = (bool)(await begin.ExecuteScalarAsync())!;
        await session.CommitAsync();
        return begun;
    }
}
