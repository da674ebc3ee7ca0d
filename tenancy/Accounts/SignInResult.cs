using Tenancy.Permissions;

namespace Tenancy.Accounts;

/// <summary>How an attempt to sign in ended.</summary>
public abstract record SignInResult
{
    private SignInResult()
    {
    }

    /// <summary>A session has begun.</summary>
    /// <param name="Tenant">The jurisdiction.</param>
    /// <param name="Session">The new session.</param>
    /// <param name="Name">What to call the person.</param>
    /// <param name="Until">When it ends at the latest.</param>
    /// <param name="WasReset">Whether the account was reset since, and its person has not said yet whether that was asked for.</param>
    public sealed record SignedIn(TenantId Tenant, SessionId Session, string Name, DateTimeOffset Until, bool WasReset) : SignInResult;

    /// <summary>Jurisdiction, name or password is wrong, or the account is locked after too many wrong passwords; which of them, nobody is told.</summary>
    public sealed record Wrong : SignInResult;

    /// <summary>An administrator has suspended the account; said only to who knows the password.</summary>
    public sealed record Suspended : SignInResult;
}
