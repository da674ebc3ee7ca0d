using Grains.Cases;
using Tenancy;

namespace Grains.Journal;

/// <summary>What one department told in one request: committed in one transaction, answered once it is durable.</summary>
/// <param name="Tenant">The jurisdiction it belongs to.</param>
/// <param name="Department">Id of the department within the tenant.</param>
/// <param name="Facts">What was understood, in the order of the request.</param>
/// <param name="Refused">What was not, with its raw bytes: goes to quarantine in the same transaction, unless <see cref="KeepsRefused"/> says otherwise.</param>
public sealed record CaseBatch(TenantId Tenant, int Department, IReadOnlyList<CaseFact> Facts, IReadOnlyList<RefusedEvent> Refused)
{
    /// <summary>Whether what is refused goes to quarantine; not where a person at a form is told at once and still has what was typed.</summary>
    public bool KeepsRefused { get; init; } = true;

    /// <summary>By which way it came in: goes to quarantine with what is refused.</summary>
    public CaseSource Source { get; init; } = CaseSource.Interface;

    /// <summary>
    /// Number of the last event of the case, the platform's own counted too, that whoever tells it has seen: 0 for a case to come. Where
    /// the case has moved on since, nothing more is recorded of it. Null where it is told whatever stands there already.
    /// </summary>
    public int? SeenUntil { get; init; }

    /// <summary>How many rows it brings, for sizing a group.</summary>
    public int Weight => Facts.Count + Refused.Count;
}
