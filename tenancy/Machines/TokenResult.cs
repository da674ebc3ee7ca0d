using Tenancy.Permissions;

namespace Tenancy.Machines;

/// <summary>How a request for a token ended (RFC 6749, section 5).</summary>
public abstract record TokenResult
{
    private TokenResult()
    {
    }

    /// <summary>A session for which a token may be issued.</summary>
    /// <param name="Tenant">The client's jurisdiction.</param>
    /// <param name="Session">The new session.</param>
    /// <param name="Scopes">What was granted.</param>
    /// <param name="Life">How long the token is good.</param>
    public sealed record Granted(TenantId Tenant, SessionId Session, IReadOnlyList<string> Scopes, TimeSpan Life) : TokenResult;

    /// <summary><c>invalid_client</c>: unknown, suspended, or a wrong secret.</summary>
    public sealed record InvalidClient : TokenResult;

    /// <summary><c>invalid_scope</c>: unknown, or more than the client was given.</summary>
    public sealed record InvalidScope : TokenResult;
}
