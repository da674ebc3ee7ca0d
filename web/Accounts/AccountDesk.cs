using Tenancy;
using Tenancy.Accounts;
using Tenancy.Callers;
using Tenancy.Machines;
using Tenancy.Permissions;

namespace Web.Accounts;

/// <summary>What administrators do to accounts and machine clients, by page or interface: judged and audited in the directory, felt here at once.</summary>
public sealed class AccountDesk(Administration administration, MachineClients machines, LiveCallers callers)
{
    /// <summary>Suspends an account or restores it; its sessions die at once.</summary>
    public async Task<AccountRefusal?> SuspendAsync(Caller caller, TenantId tenant, Guid account, bool suspended, CancellationToken cancellation)
    {
        var refusal = await administration.SuspendAsync(Actor.Of(caller), tenant, account, suspended, cancellation);
        return Felt(refusal, tenant, account.ToString());
    }

    /// <summary>Opens an account that wrong passwords have locked.</summary>
    public Task<AccountRefusal?> UnlockAsync(Caller caller, TenantId tenant, Guid account, CancellationToken cancellation) =>
        administration.UnlockAsync(Actor.Of(caller), tenant, account, cancellation);

    /// <summary>Takes an account's password away and gives a new link; its sessions die at once.</summary>
    public async Task<(AccountInvitation? Invitation, AccountRefusal? Refusal)> ResetAsync(Caller caller, TenantId tenant, Guid account, CancellationToken cancellation)
    {
        var (invitation, refusal) = await administration.ResetAsync(Actor.Of(caller), tenant, account, cancellation);
        return (invitation, Felt(refusal, tenant, account.ToString()));
    }

    /// <summary>Invites somebody.</summary>
    public Task<(AccountInvitation? Invitation, AccountRefusal? Refusal)> InviteAsync(
        Caller caller, TenantId tenant, string name, string displayName, Holding? role, CancellationToken cancellation) =>
        string.IsNullOrWhiteSpace(displayName) || displayName.Trim().Length > Administration.NameLength
            ? Task.FromResult<(AccountInvitation?, AccountRefusal?)>((null, new AccountRefusal("display-invalid", $"A display name has 1 to {Administration.NameLength} characters.")))
            : Misfit(role) is { } misfit
                ? Task.FromResult<(AccountInvitation?, AccountRefusal?)>((null, misfit))
                : administration.InviteAsync(Actor.Of(caller), tenant, name, displayName, role, cancellation);

    /// <summary>Grants a role.</summary>
    public async Task<AccountRefusal?> GrantAsync(
        Caller caller, TenantId tenant, Guid account, Holding holding, DateTimeOffset? until, CancellationToken cancellation) =>
        Misfit(holding) ?? Felt(await administration.GrantAsync(Actor.Of(caller), tenant, account, holding, until, cancellation), tenant, account.ToString());

    /// <summary>A role that no person exercises in this way, by whatever door the request came.</summary>
    private static AccountRefusal? Misfit(Holding? holding) => holding switch
    {
        { Role: Role.DepartmentSystem, Power: Power.Exercise } => new("role-of-systems", "The role of a department's system is no person's; a person holds it only to grant it onward."),
        { Department: not null } when !holding.Role.IsDepartmental() => new("role-not-departmental", "The role is held for the whole jurisdiction, not for one department."),
        { Power: Power.Exercise, Department: null } when holding.Role.IsDepartmental() => new("department-missing", "The role is held for one department."),
        _ => null,
    };

    /// <summary>Revokes a grant of an account.</summary>
    public async Task<AccountRefusal?> RevokeAsync(Caller caller, TenantId tenant, Guid account, Guid grant, CancellationToken cancellation) =>
        Felt(await administration.RevokeAsync(Actor.Of(caller), tenant, grant, cancellation), tenant, account.ToString());

    /// <summary>Registers a machine client.</summary>
    public Task<(MachineCredentials? Credentials, AccountRefusal? Refusal)> RegisterAsync(
        Caller caller, TenantId tenant, string name, string department, IReadOnlyList<string> scopes, string source, CancellationToken cancellation) =>
        machines.RegisterAsync(Actor.Of(caller), tenant, name, department, scopes, source, cancellation);

    /// <summary>Gives a client a new secret; the former stays good for a day, or ends at once with every token.</summary>
    public async Task<(MachineCredentials? Credentials, AccountRefusal? Refusal)> ChangeSecretAsync(
        Caller caller, TenantId tenant, string client, bool atOnce, CancellationToken cancellation)
    {
        var (credentials, refusal) = await machines.ChangeSecretAsync(Actor.Of(caller), tenant, client, atOnce, cancellation);
        return (credentials, Felt(refusal, tenant, client));
    }

    /// <summary>Gives a client other scopes; its tokens die at once.</summary>
    public async Task<AccountRefusal?> ChangeScopesAsync(Caller caller, TenantId tenant, string client, IReadOnlyList<string> scopes, CancellationToken cancellation) =>
        Felt(await machines.ChangeScopesAsync(Actor.Of(caller), tenant, client, scopes, cancellation), tenant, client);

    /// <summary>Suspends a client or restores it; its tokens die at once.</summary>
    public async Task<AccountRefusal?> SuspendMachineAsync(Caller caller, TenantId tenant, string client, bool suspended, CancellationToken cancellation) =>
        Felt(await machines.SuspendAsync(Actor.Of(caller), tenant, client, suspended, cancellation), tenant, client);

    private AccountRefusal? Felt(AccountRefusal? refusal, TenantId tenant, string subject)
    {
        if (refusal is null)
            callers.Forget(tenant, subject);
        return refusal;
    }
}
