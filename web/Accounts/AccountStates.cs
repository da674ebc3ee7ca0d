using Tenancy.Accounts;

namespace Web.Accounts;

/// <summary>What state an account is in, in one word.</summary>
public static class AccountStates
{
    /// <summary><c>suspended</c>, <c>locked</c>, <c>active</c>, <c>invited</c>, or <c>closed</c>: no password and no link.</summary>
    public static string StateOf(this AccountLine account) => account switch
    {
        { SuspendedAt: not null } => "suspended",
        { LockedUntil: not null } => "locked",
        { HasPassword: true } => "active",
        { InvitedUntil: not null } => "invited",
        _ => "closed",
    };
}
