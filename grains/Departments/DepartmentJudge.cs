using Grains.Clocks;
using Grains.Rules;

namespace Grains.Departments;

/// <summary>Judges how a department tells of its cases: late entry, batch entry, silence.</summary>
public static class DepartmentJudge
{
    /// <summary>What the department's data amount to.</summary>
    public static DepartmentJudgement Judge(DepartmentState state, in DepartmentJudging context)
    {
        var docket = new Docket(context.Rules, context.Calendar, context.Now, context.Department, default);
        FindLateEntry(ref docket, state);
        FindBatchEntry(ref docket, state);
        FindSilence(ref docket, state);
        return new(docket.Faults, docket.NextCheckAt);
    }

    /// <summary>One fault for each local day on which facts were recorded long after they happened.</summary>
    private static void FindLateEntry(ref Docket docket, DepartmentState state)
    {
        if (state.FirstLateAt is not { } first || docket.Rules.InForce(first) is not { } book)
            return;
        foreach (var rule in book.Of(RuleKind.LateEntry))
        {
            if (docket.Covers(rule) && state.Late >= rule.Count)
            {
                docket.Add(
                    book, rule, first, Told.Day(state.Day), null,
                    Told.Of("day", state.Day), Told.Of("count", state.Late), Told.Of("oldest", state.OldestLate));
            }
        }
    }

    private static void FindBatchEntry(ref Docket docket, DepartmentState state)
    {
        if (state.LargestBatchFrom is not { } from || docket.Rules.InForce(from) is not { } book)
            return;
        foreach (var rule in book.Of(RuleKind.BatchEntry))
        {
            if (docket.Covers(rule) && state.LargestBatch >= rule.Count)
            {
                docket.Add(
                    book, rule, from, Told.Day(state.Day), null,
                    Told.Of("day", state.Day), Told.Of("count", state.LargestBatch), Told.Of("seconds", rule.Seconds));
            }
        }
    }

    /// <summary>Only of a department whose system has fed the platform before; one that works on forms may have no cases.</summary>
    private static void FindSilence(ref Docket docket, DepartmentState state)
    {
        if (state.LastFedAt is not { } last || docket.Rules.InForce(docket.Now) is not { } book)
            return;
        if (docket.Rules.NextChangeAfter(docket.Now) is { } change)
            docket.HasCome(change);
        foreach (var rule in book.Of(RuleKind.SilentFeed))
        {
            if (!docket.Covers(rule))
                continue;
            var due = Clock.Due(docket.Calendar, last, Limit.WorkingDays(rule.WorkingDays));
            if (due.Provisional || !docket.HasCome(due.Instant))
                continue;
            var from = due.Instant > book.EffectiveFrom ? due.Instant : book.EffectiveFrom;
            docket.Add(
                book, rule, from, Told.Day(docket.Calendar.Zone.DayOf(last)), null,
                Told.Of("lastAt", last), Told.Of("workingDays", rule.WorkingDays), Told.Of("due", due.Instant));
        }
    }
}
