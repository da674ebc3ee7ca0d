using Grains.Figures;
using Tenancy;

namespace Grains.Journal;

/// <summary>One tenant inside a transaction: its head as locked, and everything that changes under the lock.</summary>
internal sealed class TenantWork
{
    public required TenantId Tenant { get; init; }

    public required int Epoch { get; init; }

    public required byte[] Chain { get; init; }

    public required JudgingGround Ground { get; init; }

    /// <summary>Number of the last event before this transaction.</summary>
    public required long LoadedSeq { get; init; }

    public long Seq { get; set; }

    public long NextId { get; set; }

    public Dictionary<(int Department, string CaseNo), CaseWork> Cases { get; } = [];

    public Dictionary<int, DepartmentWork> Departments { get; } = [];

    public List<SignalWork> Signals { get; } = [];

    public FigureChanges Figures { get; } = new();

    /// <summary>The earliest instant at which time alone may change something touched here.</summary>
    public DateTimeOffset? NextDueAt { get; private set; }

    public void CheckAt(DateTimeOffset? instant)
    {
        if (instant is { } at && (NextDueAt is null || at < NextDueAt))
            NextDueAt = at;
    }
}
