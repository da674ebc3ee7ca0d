using Grains.Calendars;
using Grains.Cases;
using Grains.Rules;

namespace Grains.Departments;

/// <summary>Counts what one transaction records of a department: a few comparisons for each fact.</summary>
public sealed class BatchTally
{
    private readonly WorkCalendar _calendar;
    private readonly DateTimeOffset _now;
    private readonly DateOnly _today;
    private readonly int? _lateDays;
    private readonly DateTimeOffset _lateBefore;
    private readonly int _window;
    private DateTimeOffset? _oldest;
    private int _facts;
    private int _fed;
    private int _late;
    private int _whole;

    /// <summary>A tally by the rules in force now.</summary>
    /// <param name="rules">Every version of the rulebook.</param>
    /// <param name="calendar">Calendar of the jurisdiction.</param>
    /// <param name="now">When the transaction records, by the database's clock, UTC.</param>
    /// <param name="department">Id of the department.</param>
    public BatchTally(Rulebooks rules, WorkCalendar calendar, DateTimeOffset now, int department)
    {
        (_calendar, _now) = (calendar, now);
        _today = calendar.Zone.DayOf(now);
        var book = rules.InForce(now);
        _lateDays = book?.First(RuleKind.LateEntry, department)?.WorkingDays;
        _lateBefore = LateBefore(_today);
        _window = book?.First(RuleKind.BatchEntry, department)?.Seconds ?? 0;
    }

    /// <summary>Counts what was recorded of one case.</summary>
    /// <param name="state">The case with it folded in.</param>
    /// <param name="fresh">What was recorded.</param>
    public void Add(CaseState state, IReadOnlyList<RecordedFact> fresh)
    {
        for (var i = 0; i < fresh.Count; i++)
        {
            var fact = fresh[i].Fact;
            if (fact.Source == CaseSource.Platform || state.IsImported(fresh[i]))
                continue;
            _facts++;
            if (fact.Source is CaseSource.Interface or CaseSource.Hall or CaseSource.BulkFile)
                _fed++;
            var told = fresh[i].ToldAt;
            if (fact.OccurredAt < (told == _now ? _lateBefore : LateBefore(_calendar.Zone.DayOf(told))))
                Late(fact.OccurredAt);
            if (fact.OccurredAt == state.StoppedAt && IsTypedInWhole(state) && (told == _now || IsEarlierDay(fact.OccurredAt, told)))
                _whole++;
        }
    }

    /// <summary>What happened before was long ago when it was told on that day.</summary>
    private DateTimeOffset LateBefore(DateOnly day) =>
        _lateDays is { } days ? _calendar.Zone.StartOf(_calendar.AddWorkingDays(day, -days)) : DateTimeOffset.MinValue;

    private bool IsEarlierDay(DateTimeOffset one, DateTimeOffset other) => _calendar.Zone.DayOf(one) < _calendar.Zone.DayOf(other);

    /// <summary>What came together.</summary>
    public RecordedBatch ToBatch() => new(_now, _today, _facts, _fed, _late, _oldest, _whole, _window);

    private void Late(DateTimeOffset occurredAt)
    {
        _late++;
        if (_oldest is null || occurredAt < _oldest)
            _oldest = occurredAt;
    }

    /// <summary>Heard of for the first time within the window, over already, and begun on an earlier day; cases handled on the spot apart.</summary>
    private bool IsTypedInWhole(CaseState state) =>
        _now - state.FirstRecordedAt <= TimeSpan.FromSeconds(_window)
        && state.Type != CaseType.Immediate
        && IsEarlierDay(state.FirstAt, _now);
}
