using System.Collections.Immutable;
using Grains.Departments;
using Grains.Rules;
using Grains.Signals;
using Tenancy;

namespace Grains.Journal;

/// <summary>One department inside a transaction.</summary>
internal sealed class DepartmentWork
{
    public required TenantId Tenant { get; init; }

    public required int Id { get; init; }

    public required DateOnly Month { get; init; }

    public required DepartmentState State { get; set; }

    public required List<RaisedSignal> Signals { get; init; }

    /// <summary>Faults found of its data in this transaction.</summary>
    public ImmutableArray<Fault> Faults { get; set; } = [];

    /// <summary>What signals are raised on.</summary>
    public Subject Subject(TenantWork tenant) => new(tenant, null, Id, 0, null, Signals, Escalates: true);

    public int Accepted { get; set; }

    public int Duplicates { get; set; }

    public int Refused { get; set; }

    /// <summary>When the latest fact recorded in this transaction happened, imported history apart; null where there is none.</summary>
    public DateTimeOffset? LastOccurredAt { get; set; }

    public DateTimeOffset? NextCheckAt { get; set; }
}
