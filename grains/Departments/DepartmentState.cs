using System.Collections.Immutable;

namespace Grains.Departments;

/// <summary>What spans the cases of a department: how and when it tells of them. All instants are UTC.</summary>
public sealed record DepartmentState
{
    /// <summary>A department that has not told anything.</summary>
    public static readonly DepartmentState New = new();

    private DepartmentState()
    {
    }

    /// <summary>How many facts it has told, imported history apart.</summary>
    public long Facts { get; internal init; }

    /// <summary>An earlier version, which counted its facts otherwise, has left it so; they are counted anew once this one has started.</summary>
    public bool IsOutdated { get; internal init; }

    /// <summary>When it last told anything.</summary>
    public DateTimeOffset? LastRecordedAt { get; internal init; }

    /// <summary>When its system last fed anything; null while it never has.</summary>
    public DateTimeOffset? LastFedAt { get; internal init; }

    /// <summary>When it had fed anything before that: between the two lies the silence that it ended.</summary>
    public DateTimeOffset? FedBefore { get; internal init; }

    /// <summary>What the rules on late and batch entry have counted of the day on which it last told anything, and of days on which it may still turn red.</summary>
    public ImmutableArray<EntryMark> Marks { get; internal init; } = [];

    /// <summary>The running batches of cases typed in whole, one for each rule.</summary>
    public ImmutableArray<WholeRun> Runs { get; internal init; } = [];
}
