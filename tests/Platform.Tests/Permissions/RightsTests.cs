using System.Collections.Frozen;
using Tenancy;
using Tenancy.Permissions;
using Xunit;

namespace Platform.Tests.Permissions;

public sealed class RightsTests
{
    private static readonly TenantId Province = new(1);
    private static readonly TenantId City = new(2);
    private static readonly TenantId County = new(3);
    private static readonly TenantId Neighbour = new(4);

    private static readonly JurisdictionTree Tree = new(
    [
        new(Province, "33", "33", "省", Level.Province, null, "Asia/Shanghai", "a"),
        new(City, "3301", "3301", "市", Level.City, Province, "Asia/Shanghai", "a"),
        new(County, "330101", "330101", "县", Level.County, City, "Asia/Shanghai", "a"),
        new(Neighbour, "330102", "330102", "邻县", Level.County, City, "Asia/Shanghai", "a"),
    ]);

    [Fact]
    public void NoRole_PermitsNothing()
    {
        var caller = Caller(County);
        Assert.DoesNotContain(Enum.GetValues<Permission>(), p => caller.Has(p));
    }

    [Theory]
    [InlineData(Role.Inspector, Permission.ViewCases, true)]
    [InlineData(Role.Inspector, Permission.ManageAccounts, false)]
    [InlineData(Role.SystemAdministrator, Permission.ViewCases, false)]
    [InlineData(Role.SystemAdministrator, Permission.ReadAudit, false)]
    [InlineData(Role.SecurityAuditor, Permission.ReadAudit, true)]
    [InlineData(Role.SecurityAuditor, Permission.ViewCases, false)]
    [InlineData(Role.TechnicalSupport, Permission.ViewCases, false)]
    [InlineData(Role.Leader, Permission.ViewTotals, true)]
    [InlineData(Role.Leader, Permission.ViewPersons, false)]
    [InlineData(Role.HallScreen, Permission.ViewTotals, true)]
    [InlineData(Role.HallScreen, Permission.ViewCases, false)]
    [InlineData(Role.DepartmentSystem, Permission.SubmitFacts, true)]
    [InlineData(Role.PostUser, Permission.SubmitFacts, false)]
    public void Role_PermitsWhatItsOfficeNeeds(Role role, Permission permission, bool permitted) =>
        Assert.Equal(permitted, Caller(County, new Holding(role, County)).Has(permission));

    [Fact]
    public void Clerk_EntersCasesOfTheOwnDepartmentAlone()
    {
        var clerk = Caller(County, new Holding(Role.PostUser, County, "a"));
        Assert.True(clerk.CanHandleCases(County, "a"));
        Assert.True(clerk.CanEnterSecond(County, "a"));
        Assert.False(clerk.CanHandleCases(County, "b"));
        Assert.False(clerk.CanEnterSecond(County, "b"));
        Assert.False(clerk.CanHandleCases(Neighbour, "a"));
        var inspector = Caller(County, new Holding(Role.Inspector, County));
        Assert.False(inspector.CanHandleCases(County, "a"));
        Assert.False(inspector.CanEnterSecond(County, "a"));
    }

    [Fact]
    public void Rows_BelongToTheOwnTenantHoweverHighTheCallerStands()
    {
        var inspector = Caller(Province, new Holding(Role.Inspector, Province));
        Assert.True(inspector.CanViewCases(Province));
        Assert.False(inspector.CanViewCases(City));
        Assert.False(inspector.CanViewCases(County));
    }

    [Fact]
    public void Totals_ReachDownwardAndNeverSidewaysOrUp()
    {
        var inspector = Caller(City, new Holding(Role.Inspector, City));
        Assert.Equal([false, true, true, true], new[] { Province, City, County, Neighbour }.Select(t => inspector.CanViewTotals(t, Tree)));
        var county = Caller(County, new Holding(Role.Inspector, County));
        Assert.Equal([false, false, true, false], new[] { Province, City, County, Neighbour }.Select(t => county.CanViewTotals(t, Tree)));
    }

    [Fact]
    public void RoleOverAChild_ReachesTheChildAndNothingOfTheOwnJurisdiction()
    {
        var leader = Caller(City, new Holding(Role.Leader, County));
        Assert.Equal([false, false, true, false], new[] { Province, City, County, Neighbour }.Select(t => leader.CanViewTotals(t, Tree)));
        Assert.Equal(County, leader.PlaceOf(Permission.ViewTotals));
        Assert.False(leader.CanAtHome(Permission.ViewTotals));
        Assert.Empty(leader.DepartmentsInTotals(City, Tree)!);
        // Its rules are inherited from the city and the province, so they are read; the neighbour's are not.
        Assert.Equal([true, true, true, false], new[] { Province, City, County, Neighbour }.Select(t => leader.CanViewRulebook(t, Tree)));

        var both = Caller(City, new Holding(Role.Leader, County), new Holding(Role.DepartmentHead, City, "mzj"));
        Assert.Equal([false, true, true, false], new[] { Province, City, County, Neighbour }.Select(t => both.CanViewTotals(t, Tree)));
        Assert.Equal(City, both.PlaceOf(Permission.ViewTotals));
    }

    [Fact]
    public void DepartmentalRole_SeesItsDepartmentAlone()
    {
        var clerk = Caller(County, new Holding(Role.PostUser, County, "mzj"));
        Assert.True(clerk.CanViewCases(County, "mzj"));
        Assert.False(clerk.CanViewCases(County, "gaj"));
        Assert.False(clerk.CanViewCases(County));
        Assert.Equal(["mzj"], clerk.DepartmentsFor(Permission.ViewCases));
        Assert.Equal("mzj", clerk.Department);
        var inspector = Caller(County, new Holding(Role.Inspector, County));
        Assert.Null(inspector.DepartmentsFor(Permission.ViewCases));
        Assert.Null(inspector.Department);
        Assert.Empty(Caller(County).DepartmentsFor(Permission.ViewCases)!);
    }

    [Fact]
    public void RoleHeldToGrantOnward_PermitsNothingItself()
    {
        var caller = Caller(County, new Holding(Role.Inspector, County, Power: Power.GrantOnward));
        Assert.False(caller.CanViewCases(County));
        Assert.False(caller.Has(Permission.ViewCases));
    }

    [Fact]
    public void Grant_NeedsTheOfficeAndTheRoleOnwardOverThatScope()
    {
        var office = new Holding(Role.SystemAdministrator, City);
        var onward = new Holding(Role.Inspector, City, Power: Power.GrantOnward);
        Assert.True(Caller(City, office, onward).CanGrant(new(Role.Inspector, County), Tree));
        Assert.False(Caller(City, onward).CanGrant(new(Role.Inspector, County), Tree));
        Assert.False(Caller(City, office).CanGrant(new(Role.Inspector, County), Tree));
        Assert.False(Caller(City, office, onward).CanGrant(new(Role.Leader, County), Tree));
        Assert.False(Caller(City, office, onward).CanGrant(new(Role.Inspector, Province), Tree));
        var narrow = new Holding(Role.PostUser, City, "mzj", Power.GrantOnward);
        Assert.True(Caller(City, office, narrow).CanGrant(new(Role.PostUser, County, "mzj"), Tree));
        Assert.False(Caller(City, office, narrow).CanGrant(new(Role.PostUser, County), Tree));
    }

    [Fact]
    public void Scopes_NarrowWhatAMachinesRolePermits()
    {
        var machine = Caller(County, new Holding(Role.DepartmentSystem, County, "mzj")) with
        {
            Kind = CallerKind.Machine,
            Only = new[] { Permission.ViewTotals }.ToFrozenSet(),
        };
        Assert.True(machine.Has(Permission.ViewTotals));
        Assert.False(machine.CanSubmitFacts(County, "mzj"));
    }

    [Fact]
    public void SystemOfADepartment_SeesInTotalsWhatItsHeadSees()
    {
        var head = Caller(County, new Holding(Role.DepartmentHead, County, "mzj"));
        var machine = Caller(County, new Holding(Role.DepartmentSystem, County, "mzj")) with
        {
            Kind = CallerKind.Machine,
            Only = new[] { Permission.ViewTotals }.ToFrozenSet(),
        };
        Assert.True(machine.CanViewTotals(County, Tree));
        Assert.Equal(["mzj"], machine.DepartmentsInTotals(County, Tree));
        Assert.Equal(head.DepartmentsInTotals(County, Tree), machine.DepartmentsInTotals(County, Tree));
    }

    [Fact]
    public void EveryRole_HasACodeAndTwoNamesOfItsOwn()
    {
        var roles = Enum.GetValues<Role>();
        Assert.Equal(roles.Length, roles.Select(r => r.Code()).Distinct().Count());
        Assert.Equal(roles.Length, roles.Select(r => r.Chinese()).Distinct().Count());
        Assert.Equal(roles.Length, roles.Select(r => r.English()).Distinct().Count());
        Assert.All(roles, r => Assert.True(RoleNames.TryParse(r.Code(), out var same) && same == r));
        Assert.DoesNotContain(roles, r => !r.Permits().Contains(Permission.SignedIn));
    }

    private static Caller Caller(TenantId tenant, params Holding[] holdings) =>
        new(tenant, new SessionId(Guid.Empty), "subject", "login", "name", CallerKind.Person, holdings);
}
