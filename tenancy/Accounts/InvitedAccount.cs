namespace Tenancy.Accounts;

/// <summary>Whose one-time link it is, and who made it.</summary>
/// <param name="Name">Name to sign in with.</param>
/// <param name="DisplayName">What to call the person.</param>
/// <param name="CreatedBy">Who made the link: jurisdiction key / account name.</param>
/// <param name="CreatedAt">When, UTC.</param>
public sealed record InvitedAccount(string Name, string DisplayName, string CreatedBy, DateTimeOffset CreatedAt);
