using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Server;
using Tenancy.Accounts;
using Tenancy.Callers;
using Tenancy.Permissions;
using Xunit;

namespace Platform.Tests.Accounts;

/// <summary>Makes people: a provincial administrator, and through him accounts with roles that have signed in.</summary>
public sealed class People(TestPlatform platform)
{
    public const string Password = "correct horse 1";

    private const string Administrator = "admin";

    private Administration Administration => platform.Services.GetRequiredService<Administration>();

    /// <summary>The first administrator of the province, signed in.</summary>
    public async Task<Actor> EnsureAdministratorAsync()
    {
        await Administration.CreateFirstAsync(platform["330000"].Id, new NewAccount(Administrator, "管理员01", Password));
        return Actor.Of(await SignInAsync("330000", Administrator, Password));
    }

    /// <summary>An account without roles.</summary>
    public async Task<Guid?> EnsureAsync(string jurisdiction, string name, string password = Password) =>
        (await Administration.CreateAsync(await EnsureAdministratorAsync(), platform[jurisdiction].Id, new NewAccount(name, name, password))).Account;

    /// <summary>A new account that exercises these roles for its jurisdiction, or for one department of it, signed in.</summary>
    public Task<Caller> NewAsync(string jurisdiction, params Role[] roles) => NewAsync(jurisdiction, department: null, roles);

    /// <summary>A new account that exercises these roles for one department, signed in.</summary>
    public async Task<Caller> NewAsync(string jurisdiction, string? department, params Role[] roles)
    {
        var name = $"person-{Guid.NewGuid():N}";
        var tenant = platform[jurisdiction].Id;
        var actor = await EnsureAdministratorAsync();
        var account = await EnsureAsync(jurisdiction, name);
        foreach (var role in roles)
            Assert.Null(await Administration.GrantAsync(actor, tenant, account!.Value, new Holding(role, tenant, department)));
        return await SignInAsync(jurisdiction, name, Password);
    }

    /// <summary>A new administrator who may hand on these roles, signed in.</summary>
    public async Task<Caller> NewAdministratorAsync(string jurisdiction, params Role[] onward)
    {
        var caller = await NewAsync(jurisdiction, Role.SystemAdministrator);
        var actor = await EnsureAdministratorAsync();
        foreach (var role in onward)
            Assert.Null(await Administration.GrantAsync(actor, caller.Tenant, Guid.Parse(caller.Subject), new Holding(role, caller.Tenant, Power: Power.GrantOnward)));
        return caller;
    }

    /// <summary>Signs in and reads the caller.</summary>
    public async Task<Caller> SignInAsync(string jurisdiction, string name, string password)
    {
        var result = await platform.Services.GetRequiredService<SignInService>().SignInAsync(jurisdiction, name, password);
        var signedIn = Assert.IsType<SignInResult.SignedIn>(result);
        return (await platform.Services.GetRequiredService<LiveCallers>().FindAsync(signedIn.Tenant, signedIn.Session))!;
    }
}
