using Tenancy.Permissions;

namespace Tenancy.Accounts;

/// <summary>An account as its administrators see it.</summary>
/// <param name="Id">Surrogate key.</param>
/// <param name="Name">Name to sign in with.</param>
/// <param name="DisplayName">What to call the person.</param>
/// <param name="HasPassword">Whether a password is set; without one nobody can sign in.</param>
/// <param name="LockedUntil">Until when wrong passwords lock it; null when they do not.</param>
/// <param name="SuspendedAt">Since when it is suspended; null when it is not.</param>
/// <param name="SuspendedBy">By whom: jurisdiction key / account name; null where it is not suspended, or that is not known any more.</param>
/// <param name="Link">Its last one-time link; null where it never had one.</param>
/// <param name="SeenAt">When it was last used; null = never, or longer ago than sessions are remembered.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="CreatedBy">By whom: jurisdiction key / account name.</param>
/// <param name="Grants">The roles it holds.</param>
public sealed record AccountLine(
    Guid Id, string Name, string DisplayName, bool HasPassword, DateTimeOffset? LockedUntil, DateTimeOffset? SuspendedAt, string? SuspendedBy,
    OneTimeLink? Link, DateTimeOffset? SeenAt, DateTimeOffset CreatedAt, string CreatedBy, IReadOnlyList<AccountGrant> Grants)
{
    /// <summary>Until when its one-time link is good, UTC; null where it has none that would open it now.</summary>
    public DateTimeOffset? InvitedUntil => Link is { State: LinkState.Open, Until: var until } ? until : null;
}

/// <summary>A role that an account holds.</summary>
/// <param name="Id">Id of the grant.</param>
/// <param name="Holding">Which, where, for which department, and what for.</param>
/// <param name="GrantedAt">When.</param>
/// <param name="GrantedBy">By whom: jurisdiction key / account name.</param>
/// <param name="ExpiresAt">Until when; null without end.</param>
public sealed record AccountGrant(Guid Id, Holding Holding, DateTimeOffset GrantedAt, string GrantedBy, DateTimeOffset? ExpiresAt);
