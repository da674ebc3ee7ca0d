using FsCheck;
using FsCheck.Fluent;
using Grains.Cases;
using Grains.Rules;
using Xunit;

namespace Grains.Tests.Cases;

/// <summary>Lawful cases at their very limits, counted day by day by a walk of its own: no card may be raised on them, and one on each that goes one instant further.</summary>
public sealed class LawfulCaseProperties
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(1000);

    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, 1_000_000).ToArbitrary();

    private static readonly TimeSpan Moment = TimeSpan.FromMicroseconds(1);

    private enum End
    {
        Approved, Rejected, Withdrawn, Refused, WithdrawnInPause,
    }

    [Fact]
    public void LawfulCase_RaisesNothing() => Check.One(Config, Prop.ForAll(Seeds, seed =>
    {
        var (facts, _) = Tell(new Random(seed), TimeSpan.Zero);
        var last = facts[^1].Fact.OccurredAt;
        var found = facts.Select((_, told) => Judge(facts[..(told + 1)], facts[told].Fact.OccurredAt)).Append(Judge(facts, last.AddDays(60)))
            .SelectMany(judged => judged.Faults).Where(fault => !fault.Passing).ToList();
        return found.Count == 0 ? true : throw new InvalidOperationException($"{seed}: {string.Join("; ", found)}");
    }));

    [Fact]
    public void LawfulCaseToldByTwoSystems_RaisesNothing() => Check.One(Config, Prop.ForAll(Seeds, seed =>
    {
        var random = new Random(seed);
        var facts = Tell(random, TimeSpan.Zero).Facts;
        // By its own clock the second system is late by an hour at most, and by no more than nothing else happens in between, or not at all.
        var gap = facts.Zip(facts.Skip(1), (one, next) => next.Fact.OccurredAt - one.Fact.OccurredAt).Where(between => between > TimeSpan.Zero).Append(TimeSpan.FromHours(2)).Min();
        var behind = random.Next(2) == 0 ? TimeSpan.Zero : new TimeSpan(gap.Ticks / 20 * 10);
        RecordedFact[] told =
        [
            .. facts, .. facts.Where(_ => random.Next(4) > 0).Select((fact, i) => fact with
            {
                Fact = fact.Fact with { EventId = $"h{i}", OccurredAt = fact.Fact.OccurredAt + behind, Source = CaseSource.Hall },
                RecordedAt = fact.RecordedAt + behind,
                ToldAt = fact.ToldAt + behind,
            }),
        ];
        told = [.. told.OrderBy(fact => fact.Fact.OccurredAt).Select((fact, i) => fact with { N = i + 1 })];
        var found = told.Select(fact => Judge([.. told.TakeWhile(one => one != fact), fact], fact.Fact.OccurredAt))
            .Append(Judge(told, told[^1].Fact.OccurredAt.AddDays(60))).SelectMany(judged => judged.Faults).Where(fault => !fault.Passing).ToList();
        return found.Count == 0 ? true : throw new InvalidOperationException($"{seed}, {behind} behind: {found[0]} {string.Join("; ", found[0].Facts)}");
    }));

    [Fact]
    public void CaseDecidedOneMomentLater_IsFoundLateFromThatMoment() => Check.One(Config, Prop.ForAll(Seeds, seed =>
    {
        var (facts, due) = Tell(new Random(seed), Moment);
        return due is not { } late
            || Judge(facts, facts[^1].Fact.OccurredAt).Of(RuleKind.PromiseMissed)?.TrueFrom == late;
    }));

    /// <summary>A case whose every act falls on the last lawful moment, or somewhere before; the decision comes later by <paramref name="late"/>.</summary>
    private static (RecordedFact[] Facts, DateTimeOffset? LateFrom) Tell(Random random, TimeSpan late)
    {
        var facts = new List<RecordedFact>();
        var end = (End)random.Next(5);
        var received = Story.Local("2024-01-03 00:00").AddMinutes(random.Next(60 * 24 * 900));
        On(received, CaseEventKind.Submitted);
        var answered = received;
        if (random.Next(3) == 0)
        {
            On(Within(received, 5), CaseEventKind.SupplementRequested);
            answered = facts[^1].Fact.OccurredAt.AddMinutes(random.Next(1, 60 * 24 * 40));
            On(answered, CaseEventKind.SupplementReceived);
        }

        var accepted = Within(answered, 5);
        if (end == End.Refused)
        {
            On(accepted, CaseEventKind.NotAccepted, details: Refusal);
            return ([.. facts], null);
        }

        On(accepted, CaseEventKind.Accepted);
        On(accepted, CaseEventKind.StepCompleted, "window", "clerk");
        On(accepted, CaseEventKind.StepStarted, "review", "officer");
        var reviewed = Within(accepted, 3);
        On(reviewed, CaseEventKind.StepCompleted, "review", "officer");
        (DateTimeOffset From, DateTimeOffset Until)? pause = null;
        if (end == End.WithdrawnInPause || random.Next(2) == 0)
        {
            var from = Between(reviewed, LateFrom(accepted, 10, null));
            var until = Within(from, 5);
            pause = (from, until);
            On(from, CaseEventKind.Suspended, details: Pauses.Hearing(5));
            if (end == End.WithdrawnInPause)
            {
                On(Between(from, until), CaseEventKind.Withdrawn);
                return ([.. facts], null);
            }

            On(until, CaseEventKind.Resumed, details: new() { Result = "passed" });
        }

        var due = LateFrom(accepted, 10, pause);
        var decided = due - Moment + late;
        if (end == End.Withdrawn)
        {
            On(decided, CaseEventKind.Withdrawn);
            return ([.. facts], due);
        }

        On(decided.AddMinutes(-1) > facts[^1].Fact.OccurredAt ? decided.AddMinutes(-1) : decided, CaseEventKind.StepStarted, "decide", "head");
        On(decided, CaseEventKind.StepCompleted, "decide", "head");
        On(decided, end == End.Approved ? CaseEventKind.Approved : CaseEventKind.Rejected, post: "head", details: end == End.Approved ? null : Refusal);
        if (end == End.Approved)
        {
            On(Within(decided, 7), CaseEventKind.Published);
            On(Within(decided, 10), CaseEventKind.Delivered);
        }

        return ([.. facts], due);

        void On(DateTimeOffset at, CaseEventKind kind, string? step = null, string? post = null, CaseDetails? details = null) => facts.Add(new(
            new($"e{facts.Count}", "办件1", Permit.Item.Code, kind, at, step, post, "经办人01", details ?? CaseDetails.None, CaseSource.Interface),
            facts.Count + 1, at, 1));

        // The last lawful moment half of the time, else some moment before it.
        DateTimeOffset Within(DateTimeOffset start, int days) =>
            random.Next(2) == 0 ? LateFrom(start, days, null) - Moment : Between(start, LateFrom(start, days, null));

        DateTimeOffset Between(DateTimeOffset from, DateTimeOffset before) =>
            new(from.UtcTicks + (random.NextInt64(before.UtcTicks - from.UtcTicks) / 10 * 10), TimeSpan.Zero);
    }

    private static readonly CaseDetails Refusal = new() { Reason = "不符合条件", Remedies = "60日内申请复议" };

    /// <summary>The first moment behind so many working days, the day of the start and days at whose end the case is paused left out: one day after the other.</summary>
    private static DateTimeOffset LateFrom(DateTimeOffset start, int days, (DateTimeOffset From, DateTimeOffset Until)? pause)
    {
        var day = DateOnly.FromDateTime(start.AddHours(8).UtcDateTime);
        while (days > 0)
        {
            day = day.AddDays(1);
            var over = new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, TimeSpan.FromHours(8)).ToUniversalTime();
            if (Permit.Calendar.IsWorkingDay(day) && !(pause?.From < over && pause?.Until >= over))
                days--;
        }

        return new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, TimeSpan.FromHours(8)).ToUniversalTime();
    }

    private static Judgement Judge(RecordedFact[] facts, DateTimeOffset now) =>
        CaseJudge.Judge(Case.Fold(facts), new(Permit.Item, false, Permit.Rules, Permit.Calendar, now));
}
