using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Server;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Permissions;
using Xunit;

namespace Platform.Tests.Accounts;

public sealed class GrantTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private People People { get; } = new(platform);

    private Administration Administration => platform.Services.GetRequiredService<Administration>();

    private TenantId City => platform["330800"].Id;

    private TenantId County => platform["330802"].Id;

    private TenantId Elsewhere => platform["330102"].Id;

    [Fact]
    public async Task ProvincialAdministrator_GrantsEveryRoleInEveryJurisdiction()
    {
        var actor = await People.EnsureAdministratorAsync();
        foreach (var role in Enum.GetValues<Role>())
        {
            var account = (await People.EnsureAsync("330825", $"holder-{role}"))!.Value;
            Assert.Null(await Administration.GrantAsync(actor, platform["330825"].Id, account, new Holding(role, platform["330825"].Id)));
        }
    }

    [Fact]
    public async Task RoleNotHeldToGrantOnward_CannotBeGranted()
    {
        var (actor, _) = await AdministratorAsync("330800", onward: [Role.Leader]);
        var account = await AccountAsync("330802");
        Assert.Null(await GrantAsync(actor, County, account, Role.Leader));
        Assert.Equal("not-held", (await GrantAsync(actor, County, account, Role.Inspector))?.Code);
        Assert.Equal("not-held", (await GrantAsync(actor, County, account, Role.SystemAdministrator))?.Code);
    }

    [Fact]
    public async Task RoleExercisedOnly_CannotBeGranted()
    {
        var caller = await People.NewAsync("330800", Role.SystemAdministrator);
        Assert.Equal("not-held", (await GrantAsync(Actor.Of(caller), County, await AccountAsync("330802"), Role.SystemAdministrator))?.Code);
    }

    [Fact]
    public async Task RoleOfNoDepartment_CannotBeGrantedForOne()
    {
        var actor = await People.EnsureAdministratorAsync();
        var account = await AccountAsync("330802");
        foreach (var role in Enum.GetValues<Role>())
        {
            var refusal = await Administration.GrantAsync(actor, County, account, new Holding(role, County, "mzj", Power.GrantOnward));
            Assert.Equal(role.IsDepartmental() ? null : "role-not-departmental", refusal?.Code);
        }
    }

    [Fact]
    public async Task Neighbour_CannotBeGrantedTo()
    {
        var (actor, _) = await AdministratorAsync("330800", onward: [Role.Leader]);
        Assert.Equal("not-permitted", (await GrantAsync(actor, Elsewhere, await AccountAsync("330102"), Role.Leader))?.Code);
        Assert.Equal("not-permitted", (await GrantAsync(actor, platform["330000"].Id, await AccountAsync("330000"), Role.Leader))?.Code);
    }

    [Fact]
    public async Task ScopeOutsideTheAccountsOwnSubtree_IsRefused()
    {
        var actor = await People.EnsureAdministratorAsync();
        var account = await AccountAsync("330802");
        Assert.Equal("not-permitted", (await Administration.GrantAsync(actor, County, account, new Holding(Role.Leader, City)))?.Code);
        Assert.Equal("not-permitted", (await Administration.GrantAsync(actor, County, account, new Holding(Role.Leader, Elsewhere)))?.Code);
    }

    [Fact]
    public async Task OwnAccount_IsNeverGrantedTo()
    {
        var (actor, caller) = await AdministratorAsync("330800", onward: [Role.Leader]);
        Assert.Equal("own-account", (await GrantAsync(actor, City, Guid.Parse(caller.Subject), Role.Leader))?.Code);
    }

    [Fact]
    public async Task GrantForOneDepartment_ReachesNoOtherWhenHandedOn()
    {
        var (actor, _) = await AdministratorAsync("330800");
        var holder = await AccountOf(actor);
        var province = await People.EnsureAdministratorAsync();
        Assert.Null(await Administration.GrantAsync(province, City, holder, new Holding(Role.PostUser, City, "mzj", Power.GrantOnward)));
        var account = await AccountAsync("330802");
        Assert.Null(await Administration.GrantAsync(actor, County, account, new Holding(Role.PostUser, County, "mzj")));
        Assert.Equal("not-held", (await Administration.GrantAsync(actor, County, account, new Holding(Role.PostUser, County, "gaj")))?.Code);
        Assert.Equal("not-held", (await Administration.GrantAsync(actor, County, account, new Holding(Role.PostUser, County)))?.Code);
    }

    [Fact]
    public async Task GrantThatExpires_IsNotHandedOnForLonger()
    {
        var (actor, caller) = await AdministratorAsync("330800");
        var end = DateTimeOffset.UnixEpoch.AddYears(90);
        var province = await People.EnsureAdministratorAsync();
        Assert.Null(await Administration.GrantAsync(province, City, Guid.Parse(caller.Subject), new Holding(Role.Leader, City, Power: Power.GrantOnward), end));
        var account = await AccountAsync("330802");
        Assert.Equal("not-held", (await Administration.GrantAsync(actor, County, account, new Holding(Role.Leader, County)))?.Code);
        Assert.Equal("not-held", (await Administration.GrantAsync(actor, County, account, new Holding(Role.Leader, County), end.AddDays(1)))?.Code);
        Assert.Null(await Administration.GrantAsync(actor, County, account, new Holding(Role.Leader, County), end));
    }

    [Theory]
    [InlineData(Role.SystemAdministrator, Role.Inspector)]
    [InlineData(Role.Inspector, Role.SecurityAuditor)]
    [InlineData(Role.SecurityAuditor, Role.SystemAdministrator)]
    public async Task ThreeOffices_ExcludeEachOtherForOnePerson(Role first, Role second)
    {
        var actor = await People.EnsureAdministratorAsync();
        var account = await AccountAsync("330802");
        Assert.Null(await GrantAsync(actor, County, account, first));
        Assert.Equal("offices-exclude-each-other", (await GrantAsync(actor, County, account, second))?.Code);
        Assert.Null(await GrantAsync(actor, County, account, Role.Leader));
        Assert.Equal(first.IsCompatibleWith(second), second.IsCompatibleWith(first));
        Assert.False(first.IsCompatibleWith(second));
    }

    [Fact]
    public async Task TwoOfficesGrantedAtTheSameMoment_NeverBothStand()
    {
        var actor = await People.EnsureAdministratorAsync();
        for (var i = 0; i < 5; i++)
        {
            var account = await AccountAsync("330802");
            var outcomes = await Task.WhenAll(GrantAsync(actor, County, account, Role.Inspector), GrantAsync(actor, County, account, Role.SecurityAuditor));
            Assert.Equal("offices-exclude-each-other", Assert.Single(outcomes.OfType<AccountRefusal>()).Code);
        }
    }

    [Fact]
    public async Task EndedSession_GrantsNothing()
    {
        var (actor, caller) = await AdministratorAsync("330800", onward: [Role.Leader]);
        await platform.Services.GetRequiredService<SignInService>().SignOutAsync(caller);
        Assert.Equal("not-permitted", (await GrantAsync(actor, County, await AccountAsync("330802"), Role.Leader))?.Code);
    }

    [Fact]
    public async Task SecondFirstAdministrator_IsRefused()
    {
        await People.EnsureAdministratorAsync();
        var again = await Administration.CreateFirstAsync(platform["330000"].Id, new NewAccount("other", "另一人", People.Password));
        Assert.Equal("not-permitted", again.Refusal?.Code);
        Assert.Equal("not-permitted", (await Administration.CreateFirstAsync(City, new NewAccount("other", "另一人", People.Password))).Refusal?.Code);
    }

    [Fact]
    public async Task TableOfRightsInTheDatabase_AgreesWithTheRolesPermissions()
    {
        // 034_grants.sql knows one role that administers; whoever has one of these permissions must be that role.
        Permission[] administering = [Permission.ManageAccounts, Permission.GrantRoles, Permission.ManageMachines, Permission.ManageTree];
        Assert.Equal([Role.SystemAdministrator], Enum.GetValues<Role>().Where(r => r.Permits().Overlaps(administering)));
        Assert.Equal([Role.SecurityAuditor], Enum.GetValues<Role>().Where(r => r.Permits().Contains(Permission.ReadAudit)));
        var exclusive = await platform.Server.ScalarAsync<string>(
            platform.Directory, "select substring(prosrc from 'exclusive constant text\\[\\] := array\\[([^]]*)\\]') from pg_proc where proname = 'grant_role'");
        Assert.Equal(RolePermissions.Exclusive.Select(r => $"'{r.Code()}'"), exclusive.Split(", "));
    }

    [Fact]
    public async Task RawSql_CannotWriteAGrantItself()
    {
        var account = await AccountAsync("330802");
        await using var session = await platform.Sessions.OpenDirectoryAsync(County);
        var connection = await session.ConnectAsync();
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => connection.ExecuteAsync(
            "insert into account_role (tenant, id, account, role, over, power, granted_by) values (@t, gen_random_uuid(), @account, 'bureau-head', @t, 1, 'me')",
            new { t = County.Value, account }));
        Assert.Equal("42501", refused.SqlState);
    }

    private async Task<(Actor Actor, Caller Caller)> AdministratorAsync(string jurisdiction, params Role[] onward)
    {
        var caller = await People.NewAdministratorAsync(jurisdiction, onward);
        return (Actor.Of(caller), caller);
    }

    private async Task<Guid> AccountOf(Actor actor) =>
        await platform.Server.ScalarAsync<Guid>(platform.Directory, $"select account from web_session where id = '{actor.Session.Value}'");

    private async Task<Guid> AccountAsync(string jurisdiction) => (await People.EnsureAsync(jurisdiction, $"account-{Guid.NewGuid():N}"))!.Value;

    private Task<AccountRefusal?> GrantAsync(Actor actor, TenantId tenant, Guid account, Role role) =>
        Administration.GrantAsync(actor, tenant, account, new Holding(role, tenant));
}
