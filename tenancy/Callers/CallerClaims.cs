using System.Globalization;
using System.Security.Claims;
using Tenancy.Permissions;

namespace Tenancy.Callers;

/// <summary>What a cookie or token says: whose session it is, nothing more. Roles are read from the rows, never from here.</summary>
public static class CallerClaims
{
    private const string Tenant = "tenant";

    private const string Session = "sid";

    /// <summary>A principal that carries a session.</summary>
    public static ClaimsPrincipal Principal(TenantId tenant, SessionId session, string name, string scheme) => new(new ClaimsIdentity(
        [new(Tenant, tenant.ToString()), new(Session, session.ToString()), new(ClaimTypes.Name, name)],
        scheme));

    /// <summary>The session that a principal carries, or null.</summary>
    public static (TenantId Tenant, SessionId Session)? SessionOf(ClaimsPrincipal principal) =>
        int.TryParse(principal.FindFirstValue(Tenant), NumberStyles.None, CultureInfo.InvariantCulture, out var tenant)
        && Guid.TryParseExact(principal.FindFirstValue(Session), "N", out var session)
            ? (new TenantId(tenant), new SessionId(session))
            : null;
}
