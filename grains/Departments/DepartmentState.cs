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

    /// <summary>The local day on which it last told anything: the day that the counts below belong to.</summary>
    public DateOnly Day { get; internal init; }

    /// <summary>Facts of the day recorded long after they happened.</summary>
    public int Late { get; internal init; }

    /// <summary>When the first of them was recorded.</summary>
    public DateTimeOffset? FirstLateAt { get; internal init; }

    /// <summary>When the oldest of them happened.</summary>
    public DateTimeOffset? OldestLate { get; internal init; }

    /// <summary>When the running batch of cases typed in whole began.</summary>
    public DateTimeOffset? BatchFrom { get; internal init; }

    /// <summary>How many cases the running batch has.</summary>
    public int Batch { get; internal init; }

    /// <summary>How many cases the largest batch of the day has.</summary>
    public int LargestBatch { get; internal init; }

    /// <summary>When the largest batch of the day began.</summary>
    public DateTimeOffset? LargestBatchFrom { get; internal init; }
}
