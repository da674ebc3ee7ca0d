using Grains.Calendars;
using Grains.Cases;
using Grains.Clocks;
using Grains.Rules;

namespace Grains.Departments;

/// <summary>Counts what one transaction records of a department, by each rule for itself: a few comparisons for each fact.</summary>
public sealed class BatchTally
{
    private readonly WorkCalendar _calendar;
    private readonly DateTimeOffset _now;
    private readonly DateOnly _today;
    private readonly LateRule[] _late;
    private readonly CompiledRule[] _batch;
    private readonly int[] _whole;
    private int _facts;
    private int _fed;

    /// <summary>A tally by the rules in force now.</summary>
    /// <param name="rules">Every version of the rulebook.</param>
    /// <param name="calendar">Calendar of the jurisdiction.</param>
    /// <param name="now">When the transaction records, by the database's clock, UTC.</param>
    /// <param name="department">Id of the department.</param>
    public BatchTally(Rulebooks rules, WorkCalendar calendar, DateTimeOffset now, int department)
    {
        (_calendar, _now, _today) = (calendar, now, calendar.Zone.DayOf(now));
        var book = rules.InForce(now);
        _late = [.. book?.All(RuleKind.LateEntry, department).Select(rule => new LateRule(rule, LateBefore(rule, _today))) ?? []];
        _batch = [.. book?.All(RuleKind.BatchEntry, department) ?? []];
        _whole = new int[_batch.Length];
    }

    /// <summary>Counts what was recorded of one case.</summary>
    /// <param name="state">The case with it folded in.</param>
    /// <param name="fresh">What was recorded.</param>
    public void Add(CaseState state, IReadOnlyList<RecordedFact> fresh)
    {
        var ends = false;
        for (var i = 0; i < fresh.Count; i++)
        {
            var (fact, told) = (fresh[i].Fact, fresh[i].ToldAt);
            if (fact.Source == CaseSource.Platform || state.IsImported(fresh[i]))
                continue;
            _facts++;
            if (fact.Source.IsFeed())
                _fed++;
            foreach (var rule in _late)
                rule.Count(fact.OccurredAt, told == _now ? rule.Before : LateBefore(rule.Rule, _calendar.Zone.DayOf(told)));
            ends |= Stops(state, fact) && (told == _now || IsEarlierDay(fact.OccurredAt, told));
        }

        for (var i = 0; ends && i < _batch.Length; i++)
            _whole[i] += IsTypedInWhole(state, _batch[i]) ? 1 : 0;
    }

    /// <summary>What came together.</summary>
    public RecordedBatch ToBatch() => new(
        _now, _today, _facts, _fed,
        [.. _late.Where(rule => rule.Facts > 0).Select(rule => new LateTally(rule.Rule.Rule.Code, rule.Facts, rule.Oldest, RedAt(rule.Rule)))],
        [.. _batch.Select((rule, i) => new WholeTally(rule.Rule.Code, rule.Seconds, _whole[i], RedAt(rule))).Where(tally => tally.Count > 0)]);

    /// <summary>The one fact that stopped the clock: what else happened at the same instant, or came later, ends the case no second time.</summary>
    private static bool Stops(CaseState state, CaseFact fact) =>
        fact.OccurredAt == state.StoppedAt
        && (state.DecidedAt == state.StoppedAt ? fact.EventId == state.Decision!.EventId
            : state.ForwardedAt == state.StoppedAt ? fact.Kind == CaseEventKind.Forwarded
            : fact.Kind == state.EndKind);

    /// <summary>What happened before was long ago when it was told on that day.</summary>
    private DateTimeOffset LateBefore(CompiledRule rule, DateOnly day) => _calendar.Zone.StartOf(_calendar.AddWorkingDays(day, -rule.WorkingDays));

    private bool IsEarlierDay(DateTimeOffset one, DateTimeOffset other) => _calendar.Zone.DayOf(one) < _calendar.Zone.DayOf(other);

    /// <summary>Heard of for the first time within the window, over already, and begun on an earlier day; cases handled on the spot apart.</summary>
    private bool IsTypedInWhole(CaseState state, CompiledRule rule) =>
        _now - state.FirstRecordedAt <= TimeSpan.FromSeconds(rule.Seconds)
        && state.Type != CaseType.Immediate
        && IsEarlierDay(state.FirstAt, _now);

    private DateTimeOffset? RedAt(CompiledRule rule) =>
        rule.Rule is { Colour: Colour.Yellow, RedAfter: { } days } ? Clock.Due(_calendar, _now, Limit.WorkingDays(days)).Instant : null;

    private sealed class LateRule(CompiledRule rule, DateTimeOffset before)
    {
        public CompiledRule Rule => rule;

        public DateTimeOffset Before => before;

        public int Facts { get; private set; }

        public DateTimeOffset Oldest { get; private set; } = DateTimeOffset.MaxValue;

        public void Count(DateTimeOffset occurredAt, DateTimeOffset lateBefore)
        {
            if (occurredAt >= lateBefore)
                return;
            Facts++;
            Oldest = occurredAt < Oldest ? occurredAt : Oldest;
        }
    }
}
