namespace Grains.Departments;

/// <summary>The grain of one department: what spans its cases.</summary>
public static class Department
{
    /// <summary>The state after a batch was recorded; batches fold in the order of recording.</summary>
    public static DepartmentState Evolve(DepartmentState state, in RecordedBatch batch)
    {
        if (batch.IsEmpty)
            return state;
        var today = state.Day == batch.Day ? state : NewDay(state);
        var next = today with
        {
            Facts = today.Facts + batch.Facts,
            LastRecordedAt = batch.RecordedAt,
            LastFedAt = batch.Fed > 0 ? batch.RecordedAt : today.LastFedAt,
            Day = batch.Day,
            Late = today.Late + batch.Late,
            FirstLateAt = today.FirstLateAt ?? (batch.Late > 0 ? batch.RecordedAt : null),
            OldestLate = today.OldestLate is { } oldest && !(batch.Oldest < oldest) ? oldest : batch.Oldest,
        };
        return batch.Whole == 0 ? next : WithWhole(next, batch);
    }

    /// <summary>The state with its facts counted anew, by so many more or fewer.</summary>
    internal static DepartmentState Recounted(DepartmentState state, long difference) =>
        state with { Facts = state.Facts + difference, IsOutdated = false };

    private static DepartmentState NewDay(DepartmentState state) => state with
    {
        Late = 0,
        FirstLateAt = null,
        OldestLate = null,
        LargestBatch = 0,
        LargestBatchFrom = null,
    };

    private static DepartmentState WithWhole(DepartmentState state, in RecordedBatch batch)
    {
        var runs = state.BatchFrom is { } from && batch.RecordedAt - from <= TimeSpan.FromSeconds(batch.Window);
        var (began, count) = runs ? (state.BatchFrom!.Value, state.Batch + batch.Whole) : (batch.RecordedAt, batch.Whole);
        var largest = count > state.LargestBatch;
        return state with
        {
            BatchFrom = began,
            Batch = count,
            LargestBatch = largest ? count : state.LargestBatch,
            LargestBatchFrom = largest ? began : state.LargestBatchFrom,
        };
    }
}
