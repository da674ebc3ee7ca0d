using Grains.Cases;
using Grains.Catalogue;
using Grains.Clocks;
using Grains.Figures;
using Grains.Rules;
using Xunit;

namespace Grains.Tests.Cases;

public sealed class DeadlineTests
{
    [Fact]
    public void AcceptedCase_IsDueByPromise()
    {
        var judged = Story.Accepted().Judged("2026-03-03 08:00");
        Assert.Equal(Story.Local("2026-03-17 00:00"), judged.DueAt);
        Assert.False(judged.Late || judged.Overdue || judged.Provisional);
        Assert.Empty(judged.Faults);
    }

    [Fact]
    public void ReceivedCase_IsDueByTheLimitForAccepting()
    {
        var story = new Story().On("2026-03-02 09:00", CaseEventKind.Submitted);
        Assert.Equal(Story.Local("2026-03-10 00:00"), story.Judged("2026-03-03 08:00").DueAt);
        story.On("2026-03-03 09:00", CaseEventKind.SupplementRequested);
        Assert.Null(story.Judged("2026-03-03 10:00").DueAt);
        story.On("2026-03-04 09:00", CaseEventKind.SupplementReceived);
        var again = story.Judged("2026-03-11 23:59");
        Assert.Equal(Story.Local("2026-03-12 00:00"), again.DueAt);
        Assert.False(again.Overdue || again.Late);
        Assert.Null(story.On("2026-03-05 09:00", CaseEventKind.NotAccepted).Judged("2026-03-05 10:00").DueAt);
    }

    [Fact]
    public void ReceivedCase_WhoseSilenceSaysNothing_IsNotDue() =>
        Assert.Null(new Story().On("2026-03-02 09:00", CaseEventKind.Submitted).Judged("2026-03-03 08:00", retired: true).DueAt);

    [Fact]
    public void DecidedInTime_IsNotLate()
    {
        var judged = Story.Accepted().On("2026-03-16 23:59", CaseEventKind.Approved, post: "head").Judged("2026-03-17 00:30");
        Assert.False(judged.Late);
        Assert.Null(judged.DueAt);
        judged.DoesNotFind(RuleKind.PromiseMissed);
    }

    [Fact]
    public void DecidedAtMidnightAfterTheDueDay_IsLate()
    {
        var judged = Story.Accepted().On("2026-03-17 00:00", CaseEventKind.Approved, post: "head").Judged("2026-03-17 00:30");
        Assert.True(judged.Late);
        judged.Finds(RuleKind.PromiseMissed, Colour.Yellow, "2026-03-17 00:00");
    }

    [Fact]
    public void UndecidedPastThePromise_IsOverdueAndYellow()
    {
        var judged = Story.Accepted().Judged("2026-03-17 00:00");
        Assert.True(judged.Overdue);
        Assert.False(judged.Late);
        judged.Finds(RuleKind.PromiseMissed, Colour.Yellow, "2026-03-17 00:00");
        judged.DoesNotFind(RuleKind.LegalLimitMissed);
    }

    [Fact]
    public void YellowUncorrectedForAWorkingDay_TurnsRed()
    {
        Story.Accepted().Judged("2026-03-18 23:59").Finds(RuleKind.PromiseMissed, Colour.Yellow, "2026-03-17 00:00");
        var red = Story.Accepted().Judged("2026-03-19 00:00");
        red.Finds(RuleKind.PromiseMissed, Colour.Red, "2026-03-17 00:00");
        Assert.Equal(30, red.Of(RuleKind.PromiseMissed)!.Points);
    }

    [Fact]
    public void YellowCorrectedWithinAWorkingDay_StaysYellow() =>
        Story.Accepted().On("2026-03-18 17:00", CaseEventKind.Approved, post: "head")
            .Judged("2026-04-30 09:00").Finds(RuleKind.PromiseMissed, Colour.Yellow, "2026-03-17 00:00");

    [Fact]
    public void UndecidedPastTheLegalLimit_IsRed()
    {
        Story.Accepted().Judged("2026-03-30 23:59").DoesNotFind(RuleKind.LegalLimitMissed);
        Story.Accepted().Judged("2026-03-31 00:00").Finds(RuleKind.LegalLimitMissed, Colour.Red, "2026-03-31 00:00");
    }

    [Fact]
    public void DueDay_IsRemindedInGreenUntilItIsOver()
    {
        Story.Accepted().Judged("2026-03-15 23:59").DoesNotFind(RuleKind.DueToday);
        Story.Accepted().Judged("2026-03-16 00:00").Finds(RuleKind.DueToday, Colour.Green, "2026-03-16 00:00");
        Story.Accepted().Judged("2026-03-17 00:00").DoesNotFind(RuleKind.DueToday);
    }

    [Fact]
    public void DueToday_IsNotRemindedOnceDecided() =>
        Story.Accepted().On("2026-03-16 09:00", CaseEventKind.Approved, post: "head").Judged("2026-03-16 10:00").DoesNotFind(RuleKind.DueToday);

    [Fact]
    public void ThreeWorkingDaysBefore_IsWarnedOfInYellow()
    {
        Story.Accepted().Judged("2026-03-10 23:59").DoesNotFind(RuleKind.DueSoon);
        Story.Accepted().Judged("2026-03-11 00:00").Finds(RuleKind.DueSoon, Colour.Yellow, "2026-03-11 00:00");
        Story.Accepted().Judged("2026-03-14 12:00").Finds(RuleKind.DueSoon, Colour.Yellow, "2026-03-11 00:00");
        Story.Accepted().Judged("2026-03-16 00:00").DoesNotFind(RuleKind.DueSoon);
    }

    [Fact]
    public void ShortLimit_IsNotWarnedOfOnItsFirstDay()
    {
        var quick = Permit.Item with { Limits = Permit.Item.Limits with { Promised = Limit.WorkingDays(3) } };
        Story.Accepted().Judged("2026-03-02 11:00", quick).DoesNotFind(RuleKind.DueSoon);
    }

    [Fact]
    public void NextCheck_IsTheNextInstantAtWhichSomethingChanges()
    {
        Assert.Equal(Story.Local("2026-03-11 00:00"), Story.Accepted().Judged("2026-03-03 00:00").NextCheckAt);
        Assert.Equal(Story.Local("2026-03-16 00:00"), Story.Accepted().Judged("2026-03-11 00:00").NextCheckAt);
        Assert.Equal(Story.Local("2026-03-17 00:00"), Story.Accepted().Judged("2026-03-16 00:00").NextCheckAt);
        Assert.Equal(Story.Local("2026-03-19 00:00"), Story.Accepted().Judged("2026-03-17 00:00").NextCheckAt);
        Assert.Equal(Story.Local("2026-03-31 00:00"), Story.Accepted().Judged("2026-03-19 00:00").NextCheckAt);
        Assert.Null(Story.Accepted().Judged("2026-03-31 00:00").NextCheckAt);
    }

    [Fact]
    public void LawfulPause_ExcludesItsDays()
    {
        var story = Story.Accepted()
            .On("2026-03-04 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(20))
            .On("2026-03-18 09:00", CaseEventKind.Resumed, details: new() { Result = "passed" });
        // Stands on 10 working days, 03-04 to 03-17: the 10 promised end on 03-30 instead of 03-16.
        Assert.Equal(Story.Local("2026-03-31 00:00"), story.Judged("2026-03-19 09:00").DueAt);
        Assert.Null(Story.Accepted().On("2026-03-04 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(20)).Judged("2026-03-05 09:00").DueAt);
    }

    [Fact]
    public void UnlawfulPause_StopsNoClock() =>
        Assert.Equal(
            Story.Local("2026-03-17 00:00"),
            Story.Accepted().On("2026-03-04 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5) with { Ground = "exam" }).Judged("2026-03-05 09:00").DueAt);

    [Fact]
    public void PauseOfARefusedCase_StopsNoClockWhenItIsAcceptedAfterAll()
    {
        var story = new Story()
            .On("2026-03-02 09:00", CaseEventKind.Submitted)
            .On("2026-03-04 21:00", CaseEventKind.NotAccepted)
            .On("2026-03-19 09:00", CaseEventKind.StepStarted, "decide", "head")
            .On("2026-03-22 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5));
        Assert.Equal(Story.Local("2026-03-24 00:00"), story.Judged("2026-03-24 00:00").Of(RuleKind.StepOverdue)?.TrueFrom);
        var accepted = story.On("2026-03-25 09:00", CaseEventKind.Accepted).Judged("2026-03-25 09:00");
        Assert.Equal(Story.Local("2026-03-24 00:00"), accepted.Of(RuleKind.StepOverdue)?.TrueFrom);
        // 03-26 and 27: 2, 03-30 to 04-03: 7, 04-07 (Qingming ends on 04-06) to 09: 10.
        Assert.Equal(Story.Local("2026-04-10 00:00"), accepted.DueAt);
    }

    [Fact]
    public void Extension_MovesBothDeadlinesOnce()
    {
        var extended = Story.Accepted()
            .On("2026-03-10 09:00", CaseEventKind.Extended, details: new() { Days = 10, Approver = "head", Reason = "案情复杂" })
            .On("2026-03-11 09:00", CaseEventKind.Extended, details: new() { Days = 10, Approver = "head", Reason = "案情复杂" });
        Assert.Equal(Story.Local("2026-03-31 00:00"), extended.Judged("2026-03-12 09:00").DueAt);
        var clock = Assert.Single(extended.Clocks("2026-03-12 09:00"), clock => clock.Kind == ClockKind.Legal);
        Assert.Equal(10, clock.ExtensionDays);
        Assert.Equal(Story.Local("2026-04-15 00:00"), clock.DueAt);
    }

    [Theory]
    [InlineData(null, 10, "2026-03-10 09:00")]
    [InlineData("head", 0, "2026-03-10 09:00")]
    [InlineData("head", 10, "2026-03-31 09:00")]
    public void ExtensionWithoutApproverOrDaysOrInTime_MovesNothing(string? approver, int days, string at) =>
        Assert.Equal(
            Story.Local("2026-03-17 00:00"),
            Story.Accepted().On(at, CaseEventKind.Extended, details: new() { Days = days, Approver = approver }).Judged(at).DueAt);

    [Fact]
    public void ExtensionOfALimitInCalendarDays_FollowsItsLastDay()
    {
        var item = Permit.Item with { Limits = Permit.Item.Limits with { Legal = Limit.CalendarDays(30), Promised = null } };
        var story = Story.Accepted().On("2026-03-10 09:00", CaseEventKind.Extended, details: new() { Days = 5, Approver = "head" });
        // 30 calendar days end on 04-01; five working days on, over Qingming (04-04 to 04-06), is 04-09.
        Assert.Equal(Story.Local("2026-04-10 00:00"), story.Judged("2026-03-12 09:00", item).DueAt);
        var clock = Assert.Single(story.Clocks("2026-03-12 09:00", item), clock => clock.Kind == ClockKind.Legal);
        Assert.Equal(2, clock.Explain(Permit.Calendar).Length);
        Assert.Equal(clock.DueAt, clock.Explain(Permit.Calendar)[^1].Due.Instant);
    }

    [Fact]
    public void GreenChannel_HasItsOwnPromise() =>
        Assert.Equal(Story.Local("2026-03-10 00:00"), Story.Accepted(details: new() { GreenChannel = true }).Judged("2026-03-03 09:00").DueAt);

    [Fact]
    public void JointCaseOnAnOrdinaryItem_HasTheItemsLimits() =>
        Assert.Equal(
            Story.Accepted().Judged("2026-03-03 09:00").DueAt,
            Story.Accepted(details: new() { CaseType = CaseType.Joint }).Judged("2026-03-03 09:00").DueAt);

    [Fact]
    public void CarriedPromise_IsHonouredWhenEarlierThanTheLaw()
    {
        var story = Story.Accepted(details: new() { PromisedClosingTime = Story.Local("2026-03-05 17:00") });
        Assert.Equal(Story.Local("2026-03-05 17:00"), story.Judged("2026-03-03 09:00").DueAt);
        Assert.False(story.Judged("2026-03-05 17:00").Overdue);
        Assert.True(story.Judged("2026-03-05 17:01").Overdue);
        story.Judged("2026-03-03 09:00").DoesNotFind(RuleKind.PromiseBeyondLegalLimit);
    }

    [Fact]
    public void CarriedPromiseBeyondTheLaw_IsAFaultAndTheLawHolds()
    {
        var story = Story.Accepted(details: new() { PromisedClosingTime = Story.Local("2026-04-20 17:00") });
        Assert.Equal(Story.Local("2026-03-17 00:00"), story.Judged("2026-03-03 09:00").DueAt);
        var judged = story.Judged("2026-03-03 09:00", Permit.Item with { Limits = Permit.Item.Limits with { Promised = null } });
        Assert.Equal(Story.Local("2026-03-31 00:00"), judged.DueAt);
        judged.Finds(RuleKind.PromiseBeyondLegalLimit, Colour.Yellow, "2026-03-02 10:00");
    }

    [Fact]
    public void CarriedPromise_IsMovedByALawfulPauseExactly()
    {
        var story = Story.Accepted(details: new() { PromisedClosingTime = Story.Local("2026-03-16 17:00") })
            .On("2026-03-04 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(20))
            .On("2026-03-18 09:00", CaseEventKind.Resumed, details: new() { Result = "passed" });
        Assert.Equal(Story.Local("2026-03-31 00:00"), story.Judged("2026-03-19 09:00").DueAt);
    }

    [Fact]
    public void LaterPromise_DoesNotMoveTheFirst() =>
        Assert.Equal(
            Story.Local("2026-03-05 17:00"),
            Story.Accepted(details: new() { PromisedClosingTime = Story.Local("2026-03-05 17:00") })
                .On("2026-03-05 16:00", CaseEventKind.Accepted, details: new() { PromisedClosingTime = Story.Local("2026-03-20 17:00") })
                .Judged("2026-03-05 16:30").DueAt);

    [Fact]
    public void OpinionForwardedLate_IsFoundOnReportedUpItems()
    {
        Story.Accepted().Judged("2026-03-31 00:00", Permit.ReportedUp).Finds(RuleKind.ForwardedLate, Colour.Yellow, "2026-03-31 00:00");
        Story.Accepted().On("2026-03-31 09:00", CaseEventKind.Forwarded)
            .Judged("2026-05-20 00:00", Permit.ReportedUp).Finds(RuleKind.ForwardedLate, Colour.Yellow, "2026-03-31 00:00");
    }

    [Fact]
    public void OpinionForwardedInTime_StopsTheClock()
    {
        var judged = Story.Accepted().On("2026-03-30 17:00", CaseEventKind.Forwarded).Judged("2026-05-20 00:00", Permit.ReportedUp);
        Assert.Empty(judged.Faults);
        Assert.False(judged.Late || judged.Overdue);
    }

    [Fact]
    public void ForwardingWhatIsDecidedHere_StopsNoClock()
    {
        var story = Story.Accepted().On("2026-03-04 09:00", CaseEventKind.Forwarded);
        var judged = story.Judged("2026-06-30 09:00");
        judged.Finds(RuleKind.LegalLimitMissed, Colour.Red, "2026-03-31 00:00");
        Assert.True(judged.Overdue);
        Assert.Equal((true, true), (Counted(story, judged).Open, Counted(story, judged).Overdue));
        Assert.All(story.Clocks("2026-06-30 09:00").Where(clock => clock.Kind is ClockKind.Legal or ClockKind.Promised), clock => Assert.Null(clock.DoneAt));
    }

    [Fact]
    public void ForwardingWhatIsReportedUp_ClosesIt()
    {
        var story = Story.Accepted().On("2026-03-04 09:00", CaseEventKind.Forwarded);
        var judged = story.Judged("2026-06-30 09:00", Permit.ReportedUp);
        Assert.Equal((new DateOnly(2026, 3, 4), false), (Counted(story, judged).ClosedOn, Counted(story, judged).Late));
    }

    [Fact]
    public void DeadlineBeyondTheCalendar_IsProvisionalAndMakesNothingLate()
    {
        var story = new Story().On("2026-12-15 10:00", CaseEventKind.Accepted);
        var judged = story.Judged("2027-03-01 09:00");
        Assert.True(judged.Provisional);
        Assert.False(judged.Late || judged.Overdue);
        Assert.Empty(judged.Faults);
        Assert.NotNull(judged.DueAt);
    }

    [Fact]
    public void PenaltyCase_RunsFromItsFiling()
    {
        var penalty = Permit.Item with { Kind = ItemKind.Penalty, Limits = new(null, LegalDefaults.Penalty.Limit, null, null, null, null, 0, null) };
        var story = new Story().On("2026-03-02 09:00", CaseEventKind.CaseFiled);
        // 90 calendar days end on Sunday 05-31 and move to Monday 06-01.
        Assert.Equal(Story.Local("2026-06-02 00:00"), story.Judged("2026-03-03 09:00", penalty).DueAt);
        Assert.Null(story.Judged("2026-03-20 09:00", penalty).DeemAcceptedAt);
    }

    [Fact]
    public void ExtensionAfterABrokenPromise_MovesOnlyTheLegalDeadline()
    {
        var story = Story.Accepted().On("2026-03-20 09:00", CaseEventKind.Extended, details: new() { Days = 10, Approver = "head" });
        var judged = story.Judged("2026-03-31 09:00");
        judged.Finds(RuleKind.PromiseMissed, Colour.Red, "2026-03-17 00:00");
        judged.DoesNotFind(RuleKind.LegalLimitMissed);
    }

    [Fact]
    public void EveryClock_ExplainsItselfAsItIsJudged()
    {
        var story = Story.Accepted()
            .On("2026-03-03 09:00", CaseEventKind.StepStarted, "review", "officer")
            .On("2026-03-04 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(20))
            .On("2026-03-18 09:00", CaseEventKind.Resumed, details: new() { Result = "passed" })
            .On("2026-03-19 09:00", CaseEventKind.Extended, details: new() { Days = 3, Approver = "head" })
            .On("2026-03-25 09:00", CaseEventKind.StepCompleted, "review", "officer")
            .On("2026-03-26 09:00", CaseEventKind.Approved, post: "head")
            .On("2026-03-30 09:00", CaseEventKind.Published);
        var clocks = story.Clocks("2026-03-31 09:00").ToList();
        Assert.Equal(
            [ClockKind.Accept, ClockKind.Legal, ClockKind.Promised, ClockKind.Step, ClockKind.Publish, ClockKind.Deliver],
            clocks.Select(clock => clock.Kind));
        Assert.All(clocks, clock => Assert.Equal(clock.DueAt, Assert.Single(clock.Explain(Permit.Calendar)).Due.Instant));
        Assert.Equal("行政许可法第四十四条", clocks[^1].Clause);
        Assert.True(clocks[^1].Runs);
    }

    private static CaseContribution Counted(Story story, Judgement judged) => CaseContribution.Of(story.State, judged, Permit.Calendar.Zone);
}
