using System.Globalization;
using Grains.Cases;
using Grains.Catalogue;
using Grains.Rules;

namespace Grains.Tests.Cases;

/// <summary>The facts of one case, told in local time of Shanghai, each recorded when it happened.</summary>
internal sealed class Story
{
    private readonly List<RecordedFact> _facts = [];

    public IReadOnlyList<RecordedFact> Facts => _facts;

    public CaseState State => Case.Fold(_facts);

    public CaseSource Source { get; init; } = CaseSource.Interface;

    public static DateTimeOffset Local(string time) =>
        DateTimeOffset.Parse(time + "+08:00", CultureInfo.InvariantCulture).ToUniversalTime();

    /// <summary>Submitted on 2026-03-02 at nine and accepted at ten: due on 03-16 by promise, on 03-30 by law.</summary>
    public static Story Accepted(CaseSource source = CaseSource.Interface, CaseDetails? details = null) => new Story { Source = source }
        .On("2026-03-02 09:00", CaseEventKind.Submitted)
        .On("2026-03-02 10:00", CaseEventKind.Accepted, details: details);

    public Story On(
        string time, CaseEventKind kind, string? step = null, string? post = null, CaseDetails? details = null, string? id = null, string? recorded = null,
        CaseSource? source = null)
    {
        var n = _facts.Count + 1;
        var fact = new CaseFact(
            id ?? $"e{n}", "办件1", Permit.Item.Code, kind, Local(time), step, post, "经办人01", details ?? CaseDetails.None, source ?? Source);
        _facts.Add(new(fact, n, Local(recorded ?? time), 1));
        return this;
    }

    public Judgement Judged(string now, ItemVersion? item = null, bool retired = false, Rulebooks? rules = null) =>
        CaseJudge.Judge(State, new(item ?? Permit.Item, retired, rules ?? Permit.Rules, Permit.Calendar, Local(now)));

    public Judgement JudgedWithoutItem(string now) =>
        CaseJudge.Judge(State, new(null, false, Permit.Rules, Permit.Calendar, Local(now)));

    public IEnumerable<CaseClock> Clocks(string now, ItemVersion? item = null) =>
        CaseClocks.Of(State, new(item ?? Permit.Item, false, Permit.Rules, Permit.Calendar, Local(now)));
}
