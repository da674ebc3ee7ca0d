using Grains.Signals;
using Tenancy;

namespace Grains.Journal;

/// <summary>One signal inside a transaction.</summary>
internal sealed class SignalWork
{
    public required TenantId Tenant { get; init; }

    public required long Id { get; init; }

    public required long? Case { get; init; }

    public required int Department { get; init; }

    public required short ItemKind { get; init; }

    public required DateOnly Month { get; init; }

    /// <summary>Item of the case; null where the signal is on a department.</summary>
    public required int? Item { get; init; }

    /// <summary>Its summary goes upward: it is red, or was until this transaction.</summary>
    public bool Escalates { get; set; }

    /// <summary>Its summary goes upward again, if it ever did.</summary>
    public bool EscalatesAgain { get; set; }

    /// <summary>Raised in this transaction: the row is inserted.</summary>
    public required bool IsNew { get; init; }

    public required SignalState State { get; set; }

    public int N { get; set; }

    public byte[] Hash { get; set; } = Chain.Origin;
}
