namespace Tenancy.Accounts;

/// <summary>An account to create.</summary>
/// <param name="Name">Name to sign in with, 1 to 64 characters, unique in the jurisdiction whatever its case.</param>
/// <param name="DisplayName">What to call the person on screens.</param>
/// <param name="Password">The first password.</param>
public sealed record NewAccount(string Name, string DisplayName, string Password);
