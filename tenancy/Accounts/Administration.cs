using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Tenancy.Permissions;

namespace Tenancy.Accounts;

/// <summary>Creates and suspends accounts, grants and revokes roles, in one jurisdiction and on behalf of a live session.</summary>
/// <remarks>
/// What is allowed is decided by the functions of <c>034_grants.sql</c>, in the transaction that stores the change and
/// against the rows as they then stand; here only the passwords are judged.
/// </remarks>
public sealed class Administration(Sessions sessions, AccountManagers managers, IPasswordHasher<Account> hasher, ILookupNormalizer normalizer)
{
    private const string Create = "select app.create_account(@actor, @session, @id, @name, @normalized, @display, @hash, @stamp)";

    private const string CreateFirst = "select app.create_first_administrator(@id, @name, @normalized, @display, @hash, @stamp, @onward)";

    private const string Grant = "select app.grant_role(@actor, @session, @id, @account, @role, @over, @department, @power, @until)";

    private const string Revoke = "select app.revoke_role(@actor, @session, @grant)";

    private const string Suspend = "select app.suspend_account(@actor, @session, @account, @suspended)";

    private const string Invite = """
        select app.invite_account(@actor, @session, @id, @name, @normalized, @display, @stamp, @role, @over, @department, @token, @life)
        """;

    private const string Reset = "select app.reset_account(@actor, @session, @account, @stamp, @token, @life)";

    private const string Unlock = "select app.unlock_account(@actor, @session, @account)";

    private const string Accept = "select app.accept_invitation(@token, @hash, @stamp)";

    /// <summary>Longest name, in characters.</summary>
    public const int NameLength = 64;

    /// <summary>Creates an account without any role; returns its id, or why not.</summary>
    public async Task<(Guid? Account, AccountRefusal? Refusal)> CreateAsync(
        Actor actor, TenantId tenant, NewAccount account, CancellationToken cancellation = default)
    {
        if (await JudgeAsync(tenant, account) is { } fault)
            return (null, fault);
        var row = Row(account);
        var refusal = await sessions.AskAsync(tenant, Create, new
        {
            actor = actor.Tenant.Value, session = actor.Session.Value, row.id, row.name, row.normalized, row.display, row.hash, row.stamp,
        }, cancellation);
        return refusal is null ? (row.id, null) : (null, refusal);
    }

    /// <summary>Creates the first account of a root jurisdiction that has none: its administrator, who holds every role to grant onward.</summary>
    /// <remarks>The one change without an actor: what entitles to it is a setup invitation, or the operator's own hands.</remarks>
    public async Task<(Guid? Account, AccountRefusal? Refusal)> CreateFirstAsync(TenantId root, NewAccount account, CancellationToken cancellation = default)
    {
        if (await JudgeAsync(root, account) is { } fault)
            return (null, fault);
        var row = Row(account);
        var onward = Enum.GetValues<Role>().Select(r => r.Code()).ToArray();
        var refusal = await sessions.AskAsync(
            root, CreateFirst, new { row.id, row.name, row.normalized, row.display, row.hash, row.stamp, onward }, cancellation);
        return refusal is null ? (row.id, null) : (null, refusal);
    }

    /// <summary>Grants a role to an account of the jurisdiction, until an instant or without end; granting again changes the end.</summary>
    public Task<AccountRefusal?> GrantAsync(
        Actor actor, TenantId tenant, Guid account, Holding grant, DateTimeOffset? until = null, CancellationToken cancellation = default) =>
        sessions.AskAsync(tenant, Grant, new
        {
            actor = actor.Tenant.Value,
            session = actor.Session.Value,
            id = Guid.NewGuid(),
            account,
            role = grant.Role.Code(),
            over = grant.Over.Value,
            department = grant.Department ?? "",
            power = (short)grant.Power,
            until = until?.ToUniversalTime(),
        }, cancellation);

    /// <summary>Revokes a grant; it is remembered as revoked.</summary>
    public Task<AccountRefusal?> RevokeAsync(Actor actor, TenantId tenant, Guid grant, CancellationToken cancellation = default) =>
        sessions.AskAsync(tenant, Revoke, new { actor = actor.Tenant.Value, session = actor.Session.Value, grant }, cancellation);

    /// <summary>Suspends an account, which ends its sessions, or restores it.</summary>
    public Task<AccountRefusal?> SuspendAsync(Actor actor, TenantId tenant, Guid account, bool suspended, CancellationToken cancellation = default) =>
        sessions.AskAsync(tenant, Suspend, new { actor = actor.Tenant.Value, session = actor.Session.Value, account, suspended }, cancellation);

    /// <summary>Creates an account with one role, or with none, and a one-time link to its first password; nobody but its holder ever knows that.</summary>
    public async Task<(AccountInvitation? Invitation, AccountRefusal? Refusal)> InviteAsync(
        Actor actor, TenantId tenant, string name, string displayName, Holding? role, CancellationToken cancellation = default)
    {
        if (JudgeName(name) is { } fault)
            return (null, fault);
        var invitation = AccountInvitation.Create(Guid.NewGuid());
        var refusal = await sessions.AskAsync(tenant, Invite, new
        {
            actor = actor.Tenant.Value,
            session = actor.Session.Value,
            id = invitation.Account,
            name = name.Trim(),
            normalized = normalizer.NormalizeName(name.Trim())!,
            display = displayName.Trim(),
            stamp = Guid.NewGuid().ToString("N"),
            role = role?.Role.Code() ?? "",
            over = (role?.Over ?? tenant).Value,
            department = role?.Department ?? "",
            token = invitation.Hash,
            life = AccountInvitation.Life,
        }, cancellation);
        return refusal is null ? (invitation, null) : (null, refusal);
    }

    /// <summary>Takes an account's password away, ends its sessions, and gives a new one-time link.</summary>
    public async Task<(AccountInvitation? Invitation, AccountRefusal? Refusal)> ResetAsync(
        Actor actor, TenantId tenant, Guid account, CancellationToken cancellation = default)
    {
        var invitation = AccountInvitation.Create(account);
        var refusal = await sessions.AskAsync(tenant, Reset, new
        {
            actor = actor.Tenant.Value, session = actor.Session.Value, account, stamp = Guid.NewGuid().ToString("N"), token = invitation.Hash, life = AccountInvitation.Life,
        }, cancellation);
        return refusal is null ? (invitation, null) : (null, refusal);
    }

    /// <summary>Opens an account that wrong passwords have locked.</summary>
    public Task<AccountRefusal?> UnlockAsync(Actor actor, TenantId tenant, Guid account, CancellationToken cancellation = default) =>
        sessions.AskAsync(tenant, Unlock, new { actor = actor.Tenant.Value, session = actor.Session.Value, account }, cancellation);

    /// <summary>Sets the first password of whoever holds a link, and uses the link up.</summary>
    /// <remarks>Like the first administrator it has no actor: what entitles to it is the link.</remarks>
    public async Task<AccountRefusal?> AcceptAsync(TenantId tenant, string token, string password, CancellationToken cancellation = default)
    {
        var account = new NewAccount("", "", password);
        return await JudgePasswordAsync(tenant, account)
            ?? await sessions.AskAsync(tenant, Accept, new
            {
                token = AccountInvitation.HashOf(token), hash = hasher.HashPassword(Blank(tenant, account), password), stamp = Guid.NewGuid().ToString("N"),
            }, cancellation);
    }

    private static AccountRefusal? JudgeName(string name) => name.Trim().Length is 0 or > NameLength || name.Contains('/', StringComparison.Ordinal)
        ? new AccountRefusal("name-invalid", $"A name has 1 to {NameLength} characters and no slash.")
        : null;

    /// <summary>Judges name and password of an account that is not there yet, before anything is done for it.</summary>
    public Task<AccountRefusal?> JudgeAsync(NewAccount account) => JudgeAsync(default, account);

    private async Task<AccountRefusal?> JudgeAsync(TenantId tenant, NewAccount account) =>
        JudgeName(account.Name) ?? await JudgePasswordAsync(tenant, account);

    private async Task<AccountRefusal?> JudgePasswordAsync(TenantId tenant, NewAccount account)
    {
        using var manager = managers.Of(tenant);
        foreach (var validator in manager.PasswordValidators)
        {
            var result = await validator.ValidateAsync(manager, Blank(tenant, account), account.Password);
            if (result.Errors.FirstOrDefault() is { } error)
                return new AccountRefusal(JsonNamingPolicy.KebabCaseLower.ConvertName(error.Code), error.Description);
        }

        return null;
    }

    private (Guid id, string name, string normalized, string display, string hash, string stamp) Row(NewAccount account) =>
        (Guid.NewGuid(), account.Name.Trim(), normalizer.NormalizeName(account.Name.Trim())!, account.DisplayName,
            hasher.HashPassword(Blank(default, account), account.Password), Guid.NewGuid().ToString("N"));

    private static Account Blank(TenantId tenant, NewAccount account) =>
        new() { Tenant = tenant, Id = Guid.Empty, Name = account.Name, DisplayName = account.DisplayName };
}
