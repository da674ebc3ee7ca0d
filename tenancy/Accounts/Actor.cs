using Tenancy.Permissions;

namespace Tenancy.Accounts;

/// <summary>Whose session asks for a change: of this jurisdiction or one above it.</summary>
/// <param name="Tenant">The asker's jurisdiction.</param>
/// <param name="Session">The asker's live session.</param>
public readonly record struct Actor(TenantId Tenant, SessionId Session)
{
    /// <summary>The caller as an actor.</summary>
    public static Actor Of(Caller caller) => new(caller.Tenant, caller.Session);
}
