using FsCheck;
using FsCheck.Fluent;
using Grains.Calendars;
using Grains.Cases;
using Grains.Clocks;
using Grains.Rules;
using Xunit;

namespace Grains.Tests.Cases;

/// <summary>What the calendar's next paper can still change is looked at again; what it cannot, is not.</summary>
public sealed class UnknownDayProperties
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(2000);

    // Facts of March 2026, told of December 2025 instead: the calendar ends among them or after them.
    private static readonly TimeSpan Earlier = TimeSpan.FromDays(-88);

    private static readonly WorkCalendar Ended = WorkCalendar.National(ShippedArrangements.All.Where(paper => paper.Year < 2026), Zone.Shanghai, 1);

    private static readonly DateTimeOffset End = Ended.Zone.EndOf(Ended.Coverage.To);

    /// <summary>The next year's paper, as it may be: any day a holiday or made up for.</summary>
    private static Gen<WorkCalendar> Papers { get; } =
        from days in Gen.Choose(-7, 120).ListOf(40)
        from off in Gen.Elements(true, false).ListOf(40)
        select WorkCalendar.National(
            [
                .. ShippedArrangements.All.Where(paper => paper.Year < 2026),
                new(2026, [], [.. days.Zip(off).DistinctBy(one => one.First).Select(one => new ArrangedDay(new DateOnly(2026, 1, 1).AddDays(one.First), "假日", one.Second))]),
            ],
            Zone.Shanghai, 2);

    private static Arbitrary<(Arrival Given, WorkCalendar Paper)> Unknown(Arbitrary<Arrival> arrivals) =>
        (from given in arrivals.Generator from paper in Papers select (Moved(given), paper)).ToArbitrary();

    [Fact]
    public void NextCheck_OfAnyCase_LiesAheadAndComesWithTheNextDayAtTheLatestWhileTheCalendarHasEnded() =>
        Check.One(Config, Prop.ForAll(Unknown(SomeCase.Arrivals), one =>
        {
            var judged = Judge(one.Given, Ended, one.Given.Now);
            var tomorrow = Ended.Zone.EndOf(Ended.Zone.DayOf(one.Given.Now));
            return (judged.NextCheckAt ?? DateTimeOffset.MaxValue) > one.Given.Now
                && (!judged.Provisional || judged.StoppedAt is not null || judged.NextCheckAt <= (tomorrow > End ? tomorrow : End));
        }));

    [Fact]
    public void CaseThatIsOverAndAsksForNoOtherLook_IsChangedByNoPaper() => Check.One(Config, Prop.ForAll(Unknown(SomeCase.Arrivals), IsChangedByNoPaper));

    [Fact]
    public void CaseWithPausesAndExtensionsThatAsksForNoOtherLook_IsChangedByNoPaper() => Check.One(Config, Prop.ForAll(Unknown(SomeCase.Moves), IsChangedByNoPaper));

    [Fact]
    public void CaseWithSupplementsAndRefusalsThatAsksForNoOtherLook_IsChangedByNoPaper() => Check.One(Config, Prop.ForAll(Unknown(SomeCase.Intakes), IsChangedByNoPaper));

    [Fact]
    public void PaperThatComesInTime_IsNoticedBeforeItChangesAnythingOfACaseThatIsOver() => Check.One(Config, Prop.ForAll(Unknown(SomeCase.Arrivals), one =>
    {
        var now = one.Given.Now < End ? one.Given.Now : End.AddMicroseconds(-1);
        var judged = Judge(one.Given, Ended, now);
        var until = judged.NextCheckAt ?? now.AddYears(1);
        return judged.StoppedAt is null || !IsTold(one.Given, now) || Same(Lapsing(judged), Lapsing(Judge(one.Given, one.Paper, until.AddMicroseconds(-1))));
    }));

    [Theory]
    [InlineData(CaseEventKind.NotAccepted)]
    [InlineData(CaseEventKind.Accepted)]
    public void AnswerToldLate_IsFoundThoughTheDeadlineItMovedLiesBeyondTheCalendar(CaseEventKind answer)
    {
        var story = new Story().On("2025-12-11 09:00", CaseEventKind.Submitted).On("2025-12-15 09:00", answer, recorded: "2025-12-22 09:00");
        var whole = WorkCalendar.National(ShippedArrangements.All, Zone.Shanghai, 2);
        Fault Late(WorkCalendar calendar) => Judge(story, calendar, "2025-12-24 10:00").Of(RuleKind.DeadlineMovedLate)!;
        Assert.Equal((Late(whole).Key, Late(whole).TrueFrom, Late(whole).Colour), (Late(Ended).Key, Late(Ended).TrueFrom, Late(Ended).Colour));
    }

    [Theory]
    [InlineData("2025-12-24 10:00", "2025-12-25 00:00")]
    [InlineData("2025-12-25 00:00", "2025-12-26 00:00")]
    [InlineData("2026-02-01 23:59", "2026-02-02 00:00")]
    public void DocumentDueBeyondTheCalendar_IsAskedForAtItsEndAndThenEveryDay(string now, string next)
    {
        var judged = Judge(Approved(), Ended, now);
        Assert.Equal(Story.Local(next), judged.NextCheckAt);
        Assert.Empty(judged.Faults);
    }

    [Fact]
    public void DocumentDueBeyondTheCalendar_IsUndeliveredByThePaperThatComes()
    {
        var whole = WorkCalendar.National(ShippedArrangements.All, Zone.Shanghai, 2);
        var due = Clock.Due(whole, Story.Local("2025-12-23 10:00"), LegalDefaults.Deliver.Limit).Instant;
        Assert.Equal(due, Judge(Approved(), whole, "2025-12-25 00:00").NextCheckAt);
        Assert.Equal(due, Assert.Single(Judge(Approved(), whole, "2026-02-02 00:00").Faults).TrueFrom);
    }

    [Fact]
    public void WhatWasDoneInTimeHoweverTheDaysTurnOut_IsNotLookedAtAgain() =>
        Assert.Null(Judge(Approved().On("2025-12-26 10:00", CaseEventKind.Delivered), Ended, "2025-12-26 11:00").NextCheckAt);

    [Fact]
    public void YellowThatMayTurnRedBeyondTheCalendar_IsLookedAtAgain()
    {
        var story = Approved("2025-12-10 10:00");
        var judged = Judge(story, Ended, "2025-12-25 00:00");
        Assert.Equal(Colour.Yellow, Assert.Single(judged.Faults).Colour);
        Assert.Equal(Story.Local("2025-12-26 00:00"), judged.NextCheckAt);
        var whole = WorkCalendar.National(ShippedArrangements.All, Zone.Shanghai, 2);
        Assert.Equal(Colour.Red, Assert.Single(Judge(story, whole, "2026-02-02 00:00").Faults).Colour);
    }

    [Fact]
    public void ImportedHistoryOlderThanTheCalendar_WaitsForNoPaper()
    {
        var story = new Story { Source = CaseSource.History }.On("2011-10-11 09:00", CaseEventKind.Accepted).On("2011-11-15 10:00", CaseEventKind.Approved, post: "head");
        Assert.Null(CaseJudge.Judge(story.State, new(null, false, Permit.Rules, Ended, Story.Local("2026-02-01 00:00"))).NextCheckAt);
    }

    private static bool IsChangedByNoPaper((Arrival Given, WorkCalendar Paper) one)
    {
        var judged = Judge(one.Given, Ended, one.Given.Now);
        return judged.NextCheckAt is not null || judged.StoppedAt is null || !IsTold(one.Given, one.Given.Now)
            || (Same(judged, Judge(one.Given, one.Paper, one.Given.Now)) && Same(judged, Judge(one.Given, one.Paper, one.Given.Now.AddYears(1))));
    }

    /// <summary>What time makes true: that a promise was too long from the start is noticed at the calendar's end all the same.</summary>
    private static Judgement Lapsing(Judgement judged) =>
        judged with { Faults = [.. judged.Faults.Where(fault => fault.Kind != RuleKind.PromiseBeyondLegalLimit)] };

    /// <summary>Whether everything was told by then: nobody looks at a case with facts of days to come.</summary>
    private static bool IsTold(Arrival given, DateTimeOffset now) => given.Facts.All(fact => fact.RecordedAt <= now && fact.Fact.OccurredAt <= now);

    private static bool Same(Judgement one, Judgement other) =>
        (one.Late, one.DeemAcceptedAt) == (other.Late, other.DeemAcceptedAt)
        && one.Faults.Select(fault => (fault.Key, fault.Colour, fault.TrueFrom)).SequenceEqual(other.Faults.Select(fault => (fault.Key, fault.Colour, fault.TrueFrom)));

    /// <summary>Whose certificate has not been delivered; five working days after the approval it is a fault.</summary>
    private static Story Approved(string at = "2025-12-23 10:00") => new Story()
        .On(at[..11] + "09:00", CaseEventKind.Submitted)
        .On(at[..11] + "09:30", CaseEventKind.Accepted)
        .On(at[..11] + "09:40", CaseEventKind.StepCompleted, "decide", "head")
        .On(at, CaseEventKind.Approved, post: "head");

    private static Judgement Judge(Story story, WorkCalendar calendar, string now) => CaseJudge.Judge(
        story.State, new(Permit.Item with { DocumentDelivered = true, Flow = new([], "head"), Limits = Permit.Item.Limits with { Publish = null } }, false, Permit.Rules, calendar, Story.Local(now)));

    private static Judgement Judge(Arrival given, WorkCalendar calendar, DateTimeOffset now) =>
        CaseJudge.Judge(Case.Fold(given.Facts), new(given.Item, false, Permit.Rules, calendar, now));

    private static Arrival Moved(Arrival given) => given with
    {
        Facts = [.. given.Facts.Select(Moved)],
        Shuffled = [],
        Now = given.Now + Earlier,
        Item = given.Item with { DocumentDelivered = true },
    };

    private static RecordedFact Moved(RecordedFact fact) => fact with
    {
        RecordedAt = fact.RecordedAt + Earlier,
        ToldAt = fact.ToldAt + Earlier,
        Fact = fact.Fact with
        {
            OccurredAt = fact.Fact.OccurredAt + Earlier,
            Details = fact.Fact.Details with
            {
                PromisedClosingTime = fact.Fact.Details.PromisedClosingTime + Earlier,
                AppliedAt = fact.Fact.Details.AppliedAt + Earlier,
                ClosedAt = fact.Fact.Details.ClosedAt + Earlier,
            },
        },
    };
}
