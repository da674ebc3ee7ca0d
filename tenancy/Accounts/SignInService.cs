using Microsoft.AspNetCore.Identity;
using Npgsql;
using NpgsqlTypes;
using Tenancy.Callers;
using Tenancy.Permissions;

namespace Tenancy.Accounts;

/// <summary>Signs people in and out: checks the password by Identity's rules, begins and ends sessions, which the directory writes into the audit log.</summary>
public sealed class SignInService(
    Sessions sessions, Jurisdictions jurisdictions, AccountManagers managers, LiveCallers callers, IPasswordHasher<Account> hasher, TimeProvider time)
{
    private const string Begin = "select app.begin_session($1, $2, $3, $4)";

    private const string WasReset = """
        select exists (select from account_invitation where account = $1 and resets and accepted_at is not null and answered_at is null)
        """;

    private const string TellLock = "select app.tell_lock($1)";

    private const string Forget = "select app.forget_sessions()";

    private const string End = "select app.end_session($1)";

    private const string EndOthers = "select app.end_other_sessions($1)";

    private readonly Lazy<string> _decoy = new(() => hasher.HashPassword(Nobody, Guid.NewGuid().ToString()));

    private static Account Nobody { get; } = new() { Tenant = default, Id = Guid.Empty, Name = "", DisplayName = "" };

    /// <summary>Checks name and password of an account of the jurisdiction with this key, and begins a session.</summary>
    public async Task<SignInResult> SignInAsync(string jurisdiction, string name, string password, CancellationToken cancellation = default)
    {
        var found = jurisdictions.Tree.TryFind(jurisdiction, out var place) ? place : null;
        using var manager = managers.Of(found?.Id ?? default);
        var account = found is null ? null : await manager.FindByNameAsync(name);
        if (found is null || account?.PasswordHash is null || account.LockedUntil > time.GetUtcNow())
        {
            // No account and a locked one take as long as a wrong password and sound the same: else the answer would tell
            // which names exist, or whether a guess during the lock was right.
            hasher.VerifyHashedPassword(Nobody, _decoy.Value, password);
            return new SignInResult.Wrong();
        }

        if (!await manager.CheckPasswordAsync(account, password))
        {
            await manager.AccessFailedAsync(account);
            if (account.LockedUntil > time.GetUtcNow())
                await RunAsync(found.Id, Command(TellLock, account.Id), cancellation);
            return new SignInResult.Wrong();
        }

        if (account.SuspendedAt is not null)
            return new SignInResult.Suspended();
        if (account.FailedCount > 0)
            await manager.ResetAccessFailedCountAsync(account);
        return await BeginAsync(found, account, cancellation);
    }

    /// <summary>Ends a session; what carries it is refused from now on.</summary>
    public async Task SignOutAsync(Caller caller, CancellationToken cancellation = default)
    {
        await RunAsync(caller.Tenant, Command(End, caller.Session.Value), cancellation);
        callers.Forget(caller.Tenant, caller.Session);
    }

    /// <summary>Changes the caller's own password and ends all other sessions of the account; the faults are Identity's.</summary>
    public async Task<IdentityResult> ChangePasswordAsync(Caller caller, string current, string chosen, CancellationToken cancellation = default)
    {
        using var manager = managers.Of(caller.Tenant);
        if (await manager.FindByIdAsync(caller.Subject) is not { } account)
            return IdentityResult.Failed(new IdentityErrorDescriber().DefaultError());
        var result = await manager.ChangePasswordAsync(account, current, chosen);
        if (!result.Succeeded)
            return result;
        await RunAsync(caller.Tenant, Command(EndOthers, caller.Session.Value), cancellation);
        return result;
    }

    private async Task<SignInResult> BeginAsync(Jurisdiction place, Account account, CancellationToken cancellation)
    {
        var id = new SessionId(Guid.NewGuid());
        await using var session = await sessions.OpenDirectoryAsync(place.Id, cancellation);
        var begin = Command(Begin, account.Id, account.SecurityStamp, id.Value);
        begin.Parameters.Add(new() { Value = SessionLife.Person, NpgsqlDbType = NpgsqlDbType.Interval });
        bool wasReset;
        await using (var begun = await session.ReadAsync([begin, Command(WasReset, account.Id), Command(Forget)], cancellation))
        {
            // What protects the account has changed since the password was looked at: it is the wrong one by now.
            if (!await begun.ReadAsync(cancellation) || !begun.GetBoolean(0))
                return new SignInResult.Wrong();
            wasReset = await begun.NextResultAsync(cancellation) && await begun.ReadAsync(cancellation) && begun.GetBoolean(0);
        }

        await session.CommitAsync(cancellation);
        return new SignInResult.SignedIn(place.Id, id, account.DisplayName, time.GetUtcNow() + SessionLife.Person, wasReset);
    }

    private async Task RunAsync(TenantId tenant, NpgsqlBatchCommand command, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenDirectoryAsync(tenant, cancellation);
        await session.CommitAsync([command], cancellation);
    }

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}
