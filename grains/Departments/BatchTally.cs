using Grains.Calendars;
using Grains.Cases;
using Grains.Rules;

namespace Grains.Departments;

/// <summary>Counts what one transaction records of a department: a few comparisons for each fact.</summary>
public sealed class BatchTally
{
    private readonly WorkCalendar calendar;
    private readonly DateTimeOffset now;
    private readonly DateOnly today;
    private readonly DateTimeOffset lateBefore;
    private readonly int window;
    private DateTimeOffset? oldest;
    private int facts;
    private int fed;
    private int late;
    private int whole;

    /// <summary>A tally by the rules in force now.</summary>
    /// <param name="rules">Every version of the rulebook.</param>
    /// <param name="calendar">Calendar of the jurisdiction.</param>
    /// <param name="now">When the transaction records, by the database's clock, UTC.</param>
    /// <param name="department">Id of the department.</param>
    public BatchTally(Rulebooks rules, WorkCalendar calendar, DateTimeOffset now, int department)
    {
        (this.calendar, this.now) = (calendar, now);
        today = calendar.Zone.DayOf(now);
        var book = rules.InForce(now);
        lateBefore = book?.First(RuleKind.LateEntry, department) is { } rule
            ? calendar.Zone.StartOf(calendar.AddWorkingDays(today, -rule.WorkingDays))
            : DateTimeOffset.MinValue;
        window = book?.First(RuleKind.BatchEntry, department)?.Seconds ?? 0;
    }

    /// <summary>Counts what was recorded of one case.</summary>
    /// <param name="state">The case with it folded in.</param>
    /// <param name="fresh">What was recorded.</param>
    public void Add(CaseState state, IReadOnlyList<RecordedFact> fresh)
    {
        for (var i = 0; i < fresh.Count; i++)
        {
            var fact = fresh[i].Fact;
            if (fact.Source is CaseSource.History or CaseSource.Platform)
                continue;
            facts++;
            if (fact.Source is CaseSource.Interface or CaseSource.Hall or CaseSource.BulkFile)
                fed++;
            if (fact.OccurredAt < lateBefore)
                Late(fact.OccurredAt);
            if (fact.OccurredAt == state.StoppedAt && IsTypedInWhole(state))
                whole++;
        }
    }

    /// <summary>What came together.</summary>
    public RecordedBatch ToBatch() => new(now, today, facts, fed, late, oldest, whole, window);

    private void Late(DateTimeOffset occurredAt)
    {
        late++;
        if (oldest is null || occurredAt < oldest)
            oldest = occurredAt;
    }

    /// <summary>Heard of for the first time within the window, over already, and begun on an earlier day; cases handled on the spot apart.</summary>
    private bool IsTypedInWhole(CaseState state) =>
        now - state.FirstRecordedAt <= TimeSpan.FromSeconds(window)
        && state.Type != CaseType.Immediate
        && calendar.Zone.DayOf(state.FirstAt) < today;
}
