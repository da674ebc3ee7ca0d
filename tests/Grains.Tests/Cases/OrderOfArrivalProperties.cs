using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Fluent;
using Grains.Cases;
using Grains.Catalogue;
using Grains.Figures;
using Grains.Rules;
using Grains.Signals;
using Grains.Tests.Rules;
using Xunit;

namespace Grains.Tests.Cases;

/// <summary>The same facts in two orders of arrival, each recorded when it arrived, by any delay.</summary>
/// <remarks>
/// Equal in every order: the state but for the instants of recording, every clock and deadline, the next look at the case, the
/// figures, and every fault that rests on what happened, with its instant, colour and facts; so are the signals that stand in the
/// end. Lawfully different is what tells of the telling: answers, pauses and extensions told late (deadline-moved-late, and the ids of
/// such that another fault's facts name), and what is counted of departments (late and batch entry).
/// </remarks>
public sealed class OrderOfArrivalProperties
{
    private static readonly DateTimeOffset Afterwards = Story.Local("2026-03-02 09:00").AddDays(200);

    /// <summary>The shipped rules without those on telling.</summary>
    private static readonly Rulebooks OnWhatHappened = Permit.With(Preset.ShenzhenBase with
    {
        Rules = [.. Preset.ShenzhenBase.Rules.Where(rule => rule.Kind != RuleKind.DeadlineMovedLate)],
    });

    /// <summary>Only a deadline that was over makes a telling late, not the days it took.</summary>
    private static readonly Rulebooks NeverTooManyDays = Permit.With(Preset.ShenzhenBase with
    {
        Rules = [.. Preset.ShenzhenBase.Rules.Where(rule => rule.Kind == RuleKind.DeadlineMovedLate).Select(rule => rule.With(RuleParameter.WorkingDays, 250))],
    });

    [Fact]
    public void State_IsTheSameButForTheInstantsOfRecording() => Hold(20_000, SomeCase.Arrivals, given =>
        Text(Case.Fold(given.Facts)) == Text(Arrive(given.Shuffled)));

    [Fact]
    public void ClocksFiguresAndFaults_AreTheSame() => Hold(20_000, SomeCase.Arrivals, IsJudgedAlike);

    [Fact]
    public void ClocksFiguresAndFaultsOfPausesAndExtensions_AreTheSame() => Hold(20_000, SomeCase.Moves, IsJudgedAlike);

    [Fact]
    public void DeemedAcceptance_GivesTheSameCaseWhetherSweptInTimeOrFoundLater() => Hold(5_000, SomeCase.Arrivals, given =>
    {
        // Here the platform looked after every single fact; there only once, at the end.
        var looked = new List<RecordedFact>();
        foreach (var fact in given.Shuffled)
            looked = Deemed([.. looked, fact], fact.RecordedAt, given.Item);
        looked = Deemed(looked, Afterwards, given.Item);
        return IsJudgedAlike(Case.Fold(looked), Case.Fold(Deemed([.. given.Facts], Afterwards, given.Item)), Afterwards, given.Item);
    });

    [Fact]
    public void ClocksFiguresAndFaultsOfApplications_AreTheSame() => Hold(10_000, SomeCase.Intakes, IsJudgedAlike);

    [Fact]
    public void AnswersToldLate_AreTheSameWhetherSilenceWasRecordedInTimeOrFoundLater() => Hold(5_000, SomeCase.Intakes, given =>
    {
        var looked = new List<RecordedFact>();
        foreach (var fact in given.Facts)
            looked = Deemed([.. looked, fact], fact.RecordedAt, given.Item);
        IEnumerable<string> Late(List<RecordedFact> facts) =>
            ToldLate(Deemed(facts, Afterwards, given.Item), Permit.Rules, given.Item).Select(fault => $"{fault.Key} {fault.TrueFrom:O} {string.Join(';', fault.Facts)}");
        return Late(looked).SequenceEqual(Late([.. given.Facts]));
    });

    [Fact]
    public void SignalsThatStandInTheEnd_AreTheSameOnTheSameDays() => Hold(3_000, SomeCase.Arrivals, given =>
        Standing(given.Facts, given.Item).SequenceEqual(Standing(given.Shuffled, given.Item)));

    [Fact]
    public void WhatIsToldWhenItHappens_IsNeverToldLate() => Hold(5_000, SomeCase.Moves, given =>
    {
        var facts = given.Facts.Select((fact, i) => i % 2 == 0 ? fact with { RecordedAt = fact.Fact.OccurredAt, ToldAt = fact.Fact.OccurredAt } : fact).ToList();
        var prompt = facts.Where((_, i) => i % 2 == 0).Select(fact => fact.Fact.EventId).ToHashSet();
        return !ToldLate(facts, Permit.Rules, given.Item).Any(fault => prompt.Contains(fault.Discriminator));
    });

    [Fact]
    public void WhatIsToldEarlier_IsNotToldLateForIt() => Hold(10_000, SomeCase.Moves, given =>
    {
        var late = ToldLate(given.Facts, Permit.Rules, given.Item).Select(fault => fault.Discriminator).ToHashSet();
        return given.Facts.Where(fact => !late.Contains(fact.Fact.EventId)).All(one =>
        {
            var earlier = one.Fact.OccurredAt + (one.ToldAt - one.Fact.OccurredAt) / 2;
            return !ToldLate(given.Facts.Select(fact => fact == one ? fact with { RecordedAt = earlier, ToldAt = earlier } : fact), Permit.Rules, given.Item)
                .Any(fault => fault.Discriminator == one.Fact.EventId);
        });
    });

    [Fact]
    public void WhatIsToldWhenEveryDeadlineWasOver_IsToldLateWhicheverWasToldFirst() => Hold(10_000, SomeCase.Moves, given =>
    {
        // Recorded anew, in one order and in the other, when all that happened lies a hundred days back.
        IEnumerable<string> Late(RecordedFact[] facts) =>
            ToldLate(facts.Select((fact, i) => fact with { RecordedAt = Afterwards.AddDays(-50).AddMinutes(i), ToldAt = Afterwards.AddDays(-50).AddMinutes(i) }), NeverTooManyDays, given.Item)
                .Select(fault => $"{fault.Key} {fault.TrueFrom:O} {string.Join(';', fault.Facts.Where(fact => fact.Key != "recordedAt"))}");
        return Late(given.Facts).SequenceEqual(Late(given.Shuffled));
    });

    private static void Hold(int cases, Arbitrary<Arrival> some, Func<Arrival, bool> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Thorough.Times(cases)), Prop.ForAll(some, property));

    private static bool IsJudgedAlike(Arrival given) =>
        IsJudgedAlike(Case.Fold(given.Facts), Arrive(given.Shuffled), given.Now, given.Item)
        && IsJudgedAlike(Case.Fold(given.Facts), Arrive(given.Shuffled), Afterwards, given.Item);

    private static bool IsJudgedAlike(CaseState one, CaseState other, DateTimeOffset now, ItemVersion item) =>
        Text(Judge(one, now, item, OnWhatHappened)) == Text(Judge(other, now, item, OnWhatHappened))
        && Text(WithoutTelling(Judge(one, now, item))) == Text(WithoutTelling(Judge(other, now, item)))
        && Clocks(one, now, item).SequenceEqual(Clocks(other, now, item))
        && Counted(one, now, item) == Counted(other, now, item);

    /// <summary>As the journal does: fold onto what there is, and anew where a fact does not follow.</summary>
    private static CaseState Arrive(IEnumerable<RecordedFact> facts)
    {
        var (state, stored) = (CaseState.New, new List<RecordedFact>());
        foreach (var fact in facts)
        {
            stored.Add(fact);
            state = Case.Follows(state, fact.Fact) ? Case.Evolve(state, fact) : Case.Fold(stored);
        }

        return state;
    }

    private static List<RecordedFact> Deemed(List<RecordedFact> facts, DateTimeOffset now, ItemVersion item)
    {
        for (var rounds = 0; rounds < 30 && Judge(Case.Fold(facts), now, item) is { DeemAcceptedAt: not null } silent; rounds++)
            facts.Add(new(DeemedAcceptance.Fact("办件1", silent), facts.Count + 1, now, null));
        return facts;
    }

    /// <summary>The signals that stand in the end where the case was judged and its signals raised after each arrival, as the journal does.</summary>
    private static List<string> Standing(IEnumerable<RecordedFact> facts, ItemVersion item)
    {
        var (stored, signals, states) = (new List<RecordedFact>(), new List<RaisedSignal>(), new List<SignalState>());
        foreach (var fact in facts)
        {
            stored = Deemed([.. stored, fact], fact.RecordedAt, item);
            Raise(fact.RecordedAt);
        }

        stored = Deemed(stored, Afterwards, item);
        Raise(Afterwards);
        return
        [
            .. states.Where(state => state is { Stands: true, Kind: not RuleKind.DeadlineMovedLate })
                .Select(state => $"{state.Fault} {state.Colour} {state.Points} {state.RulebookVersion} {state.TrueFrom:O}").Order(StringComparer.Ordinal),
        ];

        void Raise(DateTimeOffset at)
        {
            foreach (var (signal, command) in Reconciliation.Reconcile(CollectionsMarshal.AsSpan(signals), Judge(Case.Fold(stored), at, item).Faults, default, at))
            {
                var number = (int)(signal ?? states.Count);
                if (signal is null)
                    states.Add(SignalState.New);
                foreach (var happened in Signal.Decide(states[number], command).Events)
                    states[number] = Signal.Evolve(states[number], happened);
                var state = states[number];
                var remembered = new RaisedSignal(number, state.Fault, state.Kind, state.Colour, state.Stands, state.TrueFrom, null);
                if (signal is null)
                    signals.Add(remembered);
                else
                    signals[number] = remembered;
            }
        }
    }

    private static IEnumerable<Fault> ToldLate(IEnumerable<RecordedFact> facts, Rulebooks rules, ItemVersion item) =>
        Judge(Case.Fold(facts), Afterwards, item, rules).Faults.Where(fault => fault.Kind == RuleKind.DeadlineMovedLate);

    private static Judgement WithoutTelling(Judgement judged) => judged with
    {
        Faults =
        [
            .. judged.Faults.Where(fault => fault.Kind != RuleKind.DeadlineMovedLate)
                .Select(fault => fault with { Facts = fault.Facts.RemoveAll(fact => fact.Key == "movedLateBy") }),
        ],
    };

    private static CaseJudging Context(DateTimeOffset now, ItemVersion item, Rulebooks? rules = null) => new(item, false, rules ?? Permit.Rules, Permit.Calendar, now);

    private static Judgement Judge(CaseState state, DateTimeOffset now, ItemVersion item, Rulebooks? rules = null) =>
        CaseJudge.Judge(state, Context(now, item, rules));

    private static IEnumerable<string> Clocks(CaseState state, DateTimeOffset now, ItemVersion item) =>
        CaseClocks.Of(state, Context(now, item)).Select(clock =>
            $"{clock with { Pauses = [] }} {string.Join(';', clock.Pauses.Select(pause => pause with { RecordedAt = null }))}");

    private static CaseContribution Counted(CaseState state, DateTimeOffset now, ItemVersion item) =>
        CaseContribution.Of(state, Judge(state, now, item), Permit.Calendar.Zone);

    private static string Text(Judgement judged) =>
        $"{judged with { Faults = [] }} {string.Join('\n', judged.Faults.Select(fault => $"{fault with { Facts = [] }} {string.Join(';', fault.Facts)}"))}";

    /// <summary>Every member of a state but the instants of recording.</summary>
    private static string Text(CaseState state) => string.Join('\n', typeof(CaseState).GetProperties()
        .Where(member => member.Name != nameof(CaseState.FirstRecordedAt))
        .Select(member => $"{member.Name}: {Text(member.GetValue(state))}"));

    private static string Text(object? value) => value switch
    {
        string text => text,
        Suspension pause => (pause with { RecordedAt = null, ToldAt = null }).ToString(),
        IntakeFact fact => (fact with { RecordedAt = null, ToldAt = null }).ToString(),
        Extension extension => (extension with { RecordedAt = null, ToldAt = null }).ToString(),
        System.Collections.IEnumerable many => string.Join(';', many.Cast<object>().Select(Text)),
        _ => $"{value}",
    };
}
