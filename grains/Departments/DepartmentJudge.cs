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
        foreach (var mark in state.Marks)
            FindEntry(ref docket, mark);
        FindSilence(ref docket, state, context.System);
        return new(docket.Faults, docket.NextCheckAt);
    }

    /// <summary>One fault for each rule and local day on which it counted enough, late facts or cases typed in as a batch.</summary>
    private static void FindEntry(ref Docket docket, in EntryMark mark)
    {
        if (docket.Rules.InForce(mark.From) is not { } book)
            return;
        foreach (var rule in book.Of(mark.Kind))
        {
            if (rule.Rule.Code != mark.Rule || !docket.Covers(rule) || mark.Count < rule.Count)
                continue;
            docket.Add(
                book, rule, mark.From, Told.Day(mark.Day), null,
                Told.Of("day", mark.Day), Told.Of("count", mark.Count),
                mark.Kind == RuleKind.LateEntry ? Told.Of("oldest", mark.Oldest) : Told.Of("seconds", rule.Seconds));
        }
    }

    /// <summary>Only of a department whose system has fed the platform before; one that works on forms may have no cases.</summary>
    private static void FindSilence(ref Docket docket, DepartmentState state, in OwnSystem system)
    {
        if (state.LastFedAt is not { } last)
            return;
        // It is found whether or not anybody looked while it lasted.
        if (state.FedBefore is { } before)
            FindSilence(ref docket, system.Within(before, last));
        if (docket.Rules.NextChangeAfter(docket.Now) is { } change)
            docket.HasCome(change);
        FindSilence(ref docket, system.Within(last, null, state.FedBefore ?? DateTimeOffset.MinValue));
    }

    /// <summary>The forms that a department works on for a time owe no feed: silence counts up to there, and anew once it has a system again.</summary>
    private static void FindSilence(ref Docket docket, (DateTimeOffset From, DateTimeOffset? Until)? owed)
    {
        if (owed is { } silence)
            FindSilence(ref docket, silence.From, silence.Until);
    }

    /// <summary>A silence since a feed, that another feed ended or that goes on.</summary>
    private static void FindSilence(ref Docket docket, DateTimeOffset last, DateTimeOffset? ended)
    {
        if (docket.Rules.InForce(ended ?? docket.Now) is not { } book)
            return;
        var calendar = docket.Calendar;
        foreach (var rule in book.Of(RuleKind.SilentFeed))
        {
            if (!docket.Covers(rule))
                continue;
            var due = DueBy(rule);
            if (due.Provisional)
                docket.AwaitPaper(due.Day, last, ended);
            if (due.Provisional || !(ended is { } end ? due.Instant < end : docket.HasCome(due.Instant)))
                continue;
            var (by, first, from) = docket.Since(book, rule, one => DueBy(one) is { Provisional: false } firm ? firm.Instant : DateTimeOffset.MaxValue);
            docket.Add(
                by, first, from, Told.Day(calendar.Zone.DayOf(last)), ended,
                Told.Of("lastAt", last), Told.Of("workingDays", first.WorkingDays), Told.Of("due", DueBy(first).Instant), Told.Of("until", ended));
        }

        Due DueBy(CompiledRule rule) => Clock.Due(calendar, last, Limit.WorkingDays(rule.WorkingDays));
    }
}
