namespace Tenancy.Accounts;

/// <summary>A one-time link that was made to an account, as the account's own person is told of it.</summary>
/// <param name="CreatedAt">When, UTC.</param>
/// <param name="CreatedBy">By whom: jurisdiction key / account name.</param>
/// <param name="Resets">Whether it took a password away; false for the first one.</param>
/// <param name="AcceptedAt">When somebody set a password by it, UTC; null when nobody did.</param>
/// <param name="AnsweredAt">When the person said whether it was asked for, UTC; null when that is not said.</param>
/// <param name="Disputed">What was said: true, that nobody had asked for it.</param>
public sealed record AccountLink(
    DateTimeOffset CreatedAt, string CreatedBy, bool Resets, DateTimeOffset? AcceptedAt, DateTimeOffset? AnsweredAt, bool Disputed)
{
    /// <summary>The person has to be told of it, and to answer.</summary>
    public bool IsToAnswer => Resets && AcceptedAt is not null && AnsweredAt is null;
}
