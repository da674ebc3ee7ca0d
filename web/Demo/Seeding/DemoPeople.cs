using Tenancy;
using Tenancy.Accounts;
using Tenancy.Isolation;
using Tenancy.Permissions;

namespace Web.Demo.Seeding;

/// <summary>The demo's accounts: who they are, and how they come into being.</summary>
internal sealed class DemoPeople(Administration administration, SignInService signIn, Jurisdictions jurisdictions, PlatformKey key)
{
    private const string Administrator = "admin";

    /// <summary>Those whose department has no system of its own.</summary>
    private static readonly string[] Window = ["window", "window-head"];

    /// <summary>Key of the county that has people.</summary>
    public const string County = "330802";

    private const string Province = DemoProvince.Key;
    private const string City = "330800";

    /// <summary>The roles that the demo's administrators below the province may hand on.</summary>
    private static readonly Role[] HandedOn =
    [
        Role.Inspector, Role.Leader, Role.DepartmentHead, Role.DepartmentSupervisor, Role.PostUser, Role.ServiceCentreManager, Role.DepartmentSystem,
    ];

    private static readonly (string Jurisdiction, Role Role, string User, string Name)[] Table =
    [
        (Province, Role.BureauHead, "head", "监察局长01"),
        (Province, Role.Inspector, "inspector", "监察员01"),
        (Province, Role.Leader, "leader", "领导01"),
        (Province, Role.SystemSupervisor, "supervisor", "系统监管员01"),
        (Province, Role.SecurityAuditor, "auditor", "审计员01"),
        (City, Role.BureauHead, "head", "监察局长02"),
        (City, Role.Inspector, "inspector", "监察员02"),
        (City, Role.SystemAdministrator, "admin", "系统管理员02"),
        (County, Role.BureauHead, "head", "监察局长03"),
        (County, Role.Inspector, "inspector", "监察员03"),
        (County, Role.Leader, "leader", "领导03"),
        (County, Role.SystemAdministrator, "admin", "系统管理员03"),
        (County, Role.DepartmentHead, "department", "部门负责人01"),
        (County, Role.PostUser, "clerk", "经办人01"),
        (County, Role.PostUser, Window[0], "经办人02"),
        (County, Role.DepartmentHead, Window[1], "部门负责人02"),
        (County, Role.ItemReviewer, "reviewer", "事项审查员01"),
        (County, Role.FeeReviewer, "fees", "收费审查员01"),
    ];

    /// <summary>Creates what is missing; returns the accounts and the administrator's session, or null where somebody else set the province up.</summary>
    public async Task<(Actor Actor, IReadOnlyList<DemoFile.Account> Accounts)?> SeedAsync(Func<TenantId, bool, string> departmentOf, CancellationToken cancellation)
    {
        var root = Find(Province);
        await administration.CreateFirstAsync(root.Id, new NewAccount(Administrator, "系统管理员01", Password(Province, Administrator)), cancellation);
        if (await signIn.SignInAsync(Province, Administrator, Password(Province, Administrator), cancellation) is not SignInResult.SignedIn signedIn)
            return null;
        var actor = new Actor(root.Id, signedIn.Session);
        foreach (var (place, role, user, name) in Table)
            await CreateAsync(actor, Find(place), role, user, name, departmentOf, cancellation);
        return (actor,
        [
            new DemoFile.Account(Province, Role.SystemAdministrator.Code(), Administrator, Password(Province, Administrator)),
            .. Table.Select(t => new DemoFile.Account(t.Jurisdiction, t.Role.Code(), t.User, Password(t.Jurisdiction, t.User))),
        ]);
    }

    private async Task CreateAsync(
        Actor actor, Jurisdiction place, Role role, string user, string name, Func<TenantId, bool, string> departmentOf, CancellationToken cancellation)
    {
        var (account, _) = await administration.CreateAsync(actor, place.Id, new NewAccount(user, name, Password(place.Key, user)), cancellation);
        if (account is not { } created)
            return; // it exists already, with its role
        var holding = new Holding(role, place.Id, role.IsDepartmental() ? departmentOf(place.Id, !Window.Contains(user)) : null);
        if (await administration.GrantAsync(actor, place.Id, created, holding, until: null, cancellation) is { } refusal)
            throw new InvalidOperationException($"The demo's {user} of {place.Key} was refused: {refusal.Message}");
        if (role != Role.SystemAdministrator)
            return;
        foreach (var onward in HandedOn)
            await administration.GrantAsync(actor, place.Id, created, new Holding(onward, place.Id, Power: Power.GrantOnward), until: null, cancellation);
    }

    private Jurisdiction Find(string place) => jurisdictions.Tree.TryFind(place, out var found) ? found : throw new KeyNotFoundException(place);

    // Derived, so that a demo whose file is lost still knows them; another installation has others.
    private string Password(string place, string user) => DemoPassword.From(key.Derive($"demo-password:{place}/{user}"));
}
