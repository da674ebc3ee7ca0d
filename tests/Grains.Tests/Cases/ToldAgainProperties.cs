using FsCheck;
using FsCheck.Fluent;
using Grains.Cases;
using Grains.Catalogue;
using Grains.Rules;
using Xunit;

namespace Grains.Tests.Cases;

/// <summary>A lawful case told again by another way, by a clock ahead or behind: the facts of the two overtake each other, and no card is raised.</summary>
public sealed class ToldAgainProperties
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    [Fact]
    public void LawfulCaseToldAgainWhollyWithinAnHour_RaisesNothing() => Holds(60, (_, _) => true, _ => true);

    [Fact]
    public void LawfulCaseOfWhichTheRulingAloneIsToldAgainWithinAnHour_IsFoundNothingButFast() => Holds(
        60,
        (kind, _) => kind is CaseEventKind.Approved or CaseEventKind.Rejected or CaseEventKind.Decided or CaseEventKind.Withdrawn,
        fault => fault.Kind != RuleKind.StepsWithinSeconds);

    [Fact]
    public void LawfulCaseWithoutLoopsToldAgainInPartHoursLater_DeviatesFromNoFlow() => Holds(
        20 * 60, (kind, random) => kind is not (CaseEventKind.StepStarted or CaseEventKind.StepCompleted) || random.Next(2) == 0,
        fault => fault.Kind == RuleKind.FlowDeviation, mayBeAhead: false, loops: false);

    private static void Holds(
        int minutes, Func<CaseEventKind, Random, bool> tellsAgain, Func<Fault, bool> counts, bool mayBeAhead = true, bool loops = true) =>
        Check.One(Config, Prop.ForAll(
            (from seed in Gen.Choose(0, 10_000_000) from lag in Gen.Choose(mayBeAhead ? -minutes : 0, minutes) select (seed, lag)).ToArbitrary(), one =>
            {
                var random = new Random(one.seed);
                var (facts, item) = AnyCourse.Tell(random);
                var after = facts[^1].Fact.OccurredAt.AddDays(60);
                if ((!loops && ReferenceEquals(item, AnyCourse.Looped)) || Faults(facts, item, after).Count > 0)
                    return true;
                RecordedFact[] told = [.. facts, .. facts.Where(fact => tellsAgain(fact.Fact.Kind, random)).Select(fact => Again(fact, one.lag))];
                random.Shuffle(told);
                told = [.. told.Select((fact, i) => fact with { N = i + 1 })];
                var found = Faults(told, item, after).Find(fault => counts(fault));
                return found is null ? true : throw new InvalidOperationException($"{one}: {found.Kind} {string.Join("; ", found.Facts)}\n{Text(told)}");
            }));

    private static List<Fault> Faults(RecordedFact[] facts, ItemVersion item, DateTimeOffset now) =>
        [.. CaseJudge.Judge(Case.Fold(facts), new(item, false, Permit.Rules, Permit.Calendar, now)).Faults.Where(fault => !fault.Passing)];

    private static RecordedFact Again(RecordedFact fact, int lag) => fact with
    {
        Fact = fact.Fact with { EventId = $"h{fact.Fact.EventId[1..]}", OccurredAt = fact.Fact.OccurredAt.AddMinutes(lag), Source = CaseSource.SecondEntry },
        RecordedAt = fact.RecordedAt.AddMinutes(Math.Max(lag, 0)),
        ToldAt = fact.ToldAt.AddMinutes(Math.Max(lag, 0)),
    };

    private static string Text(IEnumerable<RecordedFact> told) => string.Join('\n', told.OrderBy(fact => fact, CaseOrder.Instance).Select(fact =>
        $"{fact.Fact.OccurredAt:MM-dd HH:mm:ss} {fact.Fact.EventId} {fact.Fact.Kind} {fact.Fact.Step} {fact.Fact.Details.Result}{fact.Fact.Details.Ground}"));
}
