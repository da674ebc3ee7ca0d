using System.Collections.Frozen;

namespace Tenancy.Permissions;

/// <summary>Who asks: a person or machine of one tenant, with what it holds at this moment.</summary>
/// <param name="Tenant">The jurisdiction in which it has its account; its rows are the only ones it can be shown.</param>
/// <param name="Session">The session under which it acts.</param>
/// <param name="Subject">Account id of a person, client id of a machine.</param>
/// <param name="Login">The name it signs in with, unique in its jurisdiction; goes into the audit log.</param>
/// <param name="Name">What to call it on a screen.</param>
/// <param name="Kind">Person or machine.</param>
/// <param name="Holdings">Roles held now; expired and revoked ones are not among them.</param>
public sealed partial record Caller(
    TenantId Tenant, SessionId Session, string Subject, string Login, string Name, CallerKind Kind, IReadOnlyList<Holding> Holdings)
{
    /// <summary>What a machine's token is limited to; null when nothing narrows what the roles permit.</summary>
    public FrozenSet<Permission>? Only { get; init; }

    /// <summary>By which way a machine tells, see <see cref="Machines.MachineSources"/>; null for a person.</summary>
    public string? Source { get; init; }

    /// <summary>Code of the one department it acts for; null for somebody of the bureau, or of several departments.</summary>
    public string? Department =>
        Holdings.Where(h => h.Power == Power.Exercise).Select(h => h.Department).Distinct(StringComparer.Ordinal).ToArray() is [{ } one] ? one : null;

    /// <summary>What the audit log calls it: jurisdiction key / sign-in name, unique on the platform.</summary>
    public string AuditName(JurisdictionTree tree) => $"{tree[Tenant].Key}/{Login}";

    /// <summary>Whether it may do this anywhere at all: enough to be let through a door, never to be shown what is behind it.</summary>
    /// <remarks>Not for others to ask: where it may do this, for which jurisdiction and department, <see cref="Rights"/> tells.</remarks>
    internal bool Has(Permission permission) => HoldingsWith(permission).Any();

    /// <summary>The roles that permit this.</summary>
    public IEnumerable<Holding> HoldingsWith(Permission permission) =>
        Only is { } only && !only.Contains(permission)
            ? []
            : Holdings.Where(h => h.Power == Power.Exercise && h.Role.Permits().Contains(permission));
}
