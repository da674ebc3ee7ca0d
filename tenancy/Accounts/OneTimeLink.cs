namespace Tenancy.Accounts;

/// <summary>The last one-time link of an account.</summary>
/// <param name="State">What has become of it.</param>
/// <param name="Until">Until when it was, or is, good, UTC.</param>
public sealed record OneTimeLink(LinkState State, DateTimeOffset Until);
