using Tenancy.Accounts;

namespace Web.Accounts;

/// <summary>What state an account is in, in one word.</summary>
public static class AccountStates
{
    /// <summary><c>suspended</c>, <c>locked</c>, <c>active</c>, <c>invited</c>; or without a password and without a way in: <c>link-expired</c>, <c>link-void</c>, <c>closed</c>.</summary>
    public static string StateOf(this AccountLine account) => account switch
    {
        { SuspendedAt: not null } => "suspended",
        { LockedUntil: not null } => "locked",
        { HasPassword: true } => "active",
        { InvitedUntil: not null } => "invited",
        { Link.State: LinkState.Expired } => "link-expired",
        { Link.State: LinkState.Void } => "link-void",
        _ => "closed",
    };
}
