using Tenancy;
using Tenancy.Accounts;
using Tenancy.Permissions;

namespace Web.Accounts.Endpoints;

/// <summary>An account as the API tells it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Name to sign in with.</param>
/// <param name="DisplayName">What to call the person.</param>
/// <param name="State">active, invited, locked, suspended; without a password and a link that is good: link-expired, link-void or closed.</param>
/// <param name="LockedUntil">Until when wrong passwords lock it, UTC.</param>
/// <param name="SuspendedBy">Who suspended it, as jurisdiction key / account name; null where it is not suspended, or that is not known any more.</param>
/// <param name="InvitedUntil">Until when its one-time link is good, UTC; null where it has none that opens it.</param>
/// <param name="SeenAt">When it was last used, UTC.</param>
/// <param name="Grants">The roles it holds.</param>
internal sealed record AccountAnswer(
    Guid Id, string Name, string DisplayName, string State, DateTimeOffset? LockedUntil, string? SuspendedBy, DateTimeOffset? InvitedUntil,
    DateTimeOffset? SeenAt, IReadOnlyList<GrantAnswer> Grants)
{
    public static AccountAnswer Of(AccountLine line, JurisdictionTree tree) => new(
        line.Id, line.Name, line.DisplayName, line.StateOf(), line.LockedUntil, line.SuspendedBy, line.InvitedUntil, line.SeenAt, [.. line.Grants.Select(grant => GrantAnswer.Of(grant, tree))]);
}

/// <summary>A role that an account holds.</summary>
/// <param name="Id">Id of the grant.</param>
/// <param name="Role">Code of the role.</param>
/// <param name="Over">Key of the jurisdiction for which it is held.</param>
/// <param name="Department">Code of the department; null for all.</param>
/// <param name="Onward">It is held to be granted to others, not to be exercised.</param>
/// <param name="GrantedBy">By whom.</param>
/// <param name="GrantedAt">When, UTC.</param>
/// <param name="Until">Until when, UTC; null without end.</param>
internal sealed record GrantAnswer(
    Guid Id, string Role, string Over, string? Department, bool Onward, string GrantedBy, DateTimeOffset GrantedAt, DateTimeOffset? Until)
{
    public static GrantAnswer Of(AccountGrant grant, JurisdictionTree tree) => new(
        grant.Id, grant.Holding.Role.Code(), tree.TryFind(grant.Holding.Over, out var over) ? over.Key : "", grant.Holding.Department,
        grant.Holding.Power == Power.GrantOnward, grant.GrantedBy, grant.GrantedAt, grant.ExpiresAt);
}

/// <summary>A one-time link to an account's password; it is told once.</summary>
/// <param name="Account">Id of the account.</param>
/// <param name="Link">The way to the page that sets the password.</param>
/// <param name="ValidHours">For how long.</param>
internal sealed record InvitationAnswer(Guid Account, string Link, double ValidHours)
{
    public static InvitationAnswer Of(AccountInvitation invitation, Jurisdiction place) =>
        new(invitation.Account, InvitationLink.Of(place.Key, invitation.Token), AccountInvitation.Life.TotalHours);
}
