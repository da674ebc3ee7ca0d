using System.Collections.Immutable;
using Grains.Rules;

namespace Grains.Departments;

/// <summary>The grain of one department: what spans its cases.</summary>
public static class Department
{
    /// <summary>The state after a batch was recorded; batches fold in the order of recording.</summary>
    public static DepartmentState Evolve(DepartmentState state, in RecordedBatch batch)
    {
        if (batch.IsEmpty)
            return state;
        var (runs, marks) = (Running(state, batch), Kept(state, batch));
        foreach (var tally in batch.Late)
            Mark(marks, new(RuleKind.LateEntry, tally.Rule, batch.Day, batch.RecordedAt, tally.Count, tally.Oldest, tally.RedAt));
        foreach (var tally in batch.Whole)
            Mark(marks, Grown(runs, batch, tally));
        var fed = batch.Fed > 0;
        return state with
        {
            Facts = state.Facts + batch.Facts,
            LastRecordedAt = batch.RecordedAt,
            LastFedAt = fed ? batch.RecordedAt : state.LastFedAt,
            FedBefore = fed ? state.LastFedAt : state.FedBefore,
            Marks = marks.ToImmutable(),
            Runs = runs.ToImmutable(),
        };
    }

    /// <summary>The state with its facts counted anew, by so many more or fewer.</summary>
    internal static DepartmentState Recounted(DepartmentState state, long difference) =>
        state with { Facts = state.Facts + difference, IsOutdated = false };

    /// <summary>Those of the day, and those that were not red yet, and could still become so, when the department was judged last.</summary>
    private static ImmutableArray<EntryMark>.Builder Kept(DepartmentState state, in RecordedBatch batch)
    {
        var marks = ImmutableArray.CreateBuilder<EntryMark>();
        foreach (var mark in state.Marks)
        {
            if (mark.Day == batch.Day || mark.RedAt > state.LastRecordedAt)
                marks.Add(mark);
        }

        return marks;
    }

    private static ImmutableArray<WholeRun>.Builder Running(DepartmentState state, in RecordedBatch batch)
    {
        var runs = ImmutableArray.CreateBuilder<WholeRun>();
        foreach (var run in state.Runs)
        {
            if (!run.IsOver(batch.RecordedAt))
                runs.Add(run);
        }

        return runs;
    }

    /// <summary>The batch that ends with these cases.</summary>
    private static EntryMark Grown(ImmutableArray<WholeRun>.Builder runs, in RecordedBatch batch, in WholeTally tally)
    {
        var rule = tally.Rule;
        var at = 0;
        while (at < runs.Count && runs[at].Rule != rule)
            at++;
        if (at == runs.Count)
            runs.Add(new(rule, []));
        runs[at] = runs[at].With(batch.RecordedAt, tally);
        return new(RuleKind.BatchEntry, rule, batch.Day, runs[at].From, runs[at].Count, null, tally.RedAt);
    }

    /// <summary>Late facts of one day add up; of batches the largest of the day counts.</summary>
    private static void Mark(ImmutableArray<EntryMark>.Builder marks, EntryMark found)
    {
        for (var i = 0; i < marks.Count; i++)
        {
            var mark = marks[i];
            if ((mark.Kind, mark.Rule, mark.Day) != (found.Kind, found.Rule, found.Day))
                continue;
            if (found.Kind == RuleKind.LateEntry)
                marks[i] = mark with { Count = mark.Count + found.Count, Oldest = found.Oldest < mark.Oldest ? found.Oldest : mark.Oldest };
            else if (found.Count > mark.Count)
                marks[i] = found;
            return;
        }

        marks.Add(found);
    }
}
