using Grains.Cases;
using Grains.Rules;
using Xunit;

namespace Grains.Tests.Cases;

/// <summary>The same thing told by two systems, at one instant or by clocks of their own, is one thing; what only looks like it stays another.</summary>
public sealed class ToldByTwoTests
{
    private const CaseSource Other = CaseSource.Hall;

    private static readonly CaseDetails Granted = new() { Days = 10, Approver = "head", Reason = "案情复杂", NoticeProof = "告知书2号" };

    private static readonly CaseDetails Fee = new() { FeeType = "fee", FeeItem = "F1", Amount = 15 };

    [Theory]
    [InlineData("2026-03-03 09:00", CaseSource.Interface)]
    [InlineData("2026-03-03 09:00", Other)]
    [InlineData("2026-03-03 09:05", Other)]
    public void RequestForASupplementToldAgain_IsNoSecondOne(string again, CaseSource source)
    {
        var story = Submitted()
            .On("2026-03-03 09:00", CaseEventKind.SupplementRequested)
            .On(again, CaseEventKind.SupplementRequested, source: source)
            .On("2026-03-05 09:00", CaseEventKind.SupplementReceived);
        Assert.Equal((Story.Local("2026-03-03 09:00"), Story.Local("2026-03-05 09:00")), Assert.Single(story.State.Supplements) is var one ? (one.RequestedAt, one.ReceivedAt) : default);
        story.Judged("2026-03-06 09:00").DoesNotFind(RuleKind.SecondSupplementRequest);
    }

    [Fact]
    public void RequestForASupplementBySameSystemLaterOrWhenItHasComeIn_IsASecondOne()
    {
        var twice = Submitted().On("2026-03-03 09:00", CaseEventKind.SupplementRequested).On("2026-03-03 09:05", CaseEventKind.SupplementRequested);
        twice.Judged("2026-03-03 10:00").Finds(RuleKind.SecondSupplementRequest, Colour.Yellow, "2026-03-03 09:05");
        var after = Submitted().On("2026-03-03 09:00", CaseEventKind.SupplementRequested).On("2026-03-04 09:00", CaseEventKind.SupplementReceived)
            .On("2026-03-05 09:00", CaseEventKind.SupplementRequested, source: Other);
        after.Judged("2026-03-05 10:00").Finds(RuleKind.SecondSupplementRequest, Colour.Yellow, "2026-03-05 09:00");
    }

    [Theory]
    [InlineData("e3", "e4")]
    [InlineData("e4", "e3")]
    public void ExtensionToldTwiceAtOneInstant_IsWhatBothTellingsSayTogether(string full, string bare)
    {
        var story = Story.Accepted()
            .On("2026-03-10 09:00", CaseEventKind.Extended, details: Granted, id: full, recorded: "2026-03-10 12:00")
            .On("2026-03-10 09:00", CaseEventKind.Extended, details: new() { Approver = "head" }, id: bare, source: Other);
        Assert.Equal(
            (10, true, true, Story.Local("2026-03-10 09:00")),
            Assert.Single(story.State.Extensions) is var one ? (one.Days, one.ReasonTold, one.ApplicantTold, one.ToldAt) : default);
        story.Judged("2026-03-20 09:00").DoesNotFind(RuleKind.UnlawfulExtension);
    }

    [Fact]
    public void ExtensionToldByAnotherClockWithoutReasonOrNotice_AltersNothing()
    {
        var story = Story.Accepted()
            .On("2026-03-10 09:00", CaseEventKind.Extended, details: Granted)
            .On("2026-03-10 09:01", CaseEventKind.Extended, details: new() { Days = 10, Approver = "head" }, source: Other);
        Assert.Equal(Story.Local("2026-03-10 09:00"), Assert.Single(story.State.Extensions).At);
        story.Judged("2026-03-20 09:00").DoesNotFind(RuleKind.UnlawfulExtension);
    }

    [Theory]
    [InlineData(CaseSource.Interface, 10)]
    [InlineData(Other, 5)]
    public void ExtensionBySameSystemLaterOrByOtherDays_IsASecondOne(CaseSource source, int days) => Story.Accepted()
        .On("2026-03-10 09:00", CaseEventKind.Extended, details: Granted)
        .On("2026-03-11 09:00", CaseEventKind.Extended, details: Granted with { Days = days }, source: source)
        .Judged("2026-03-20 09:00").Finds(RuleKind.UnlawfulExtension, Colour.Red, "2026-03-11 09:00");

    [Fact]
    public void ResumptionByAClockBehind_DoesNotEndThePauseThatFollows()
    {
        var state = Story.Accepted()
            .On("2026-03-03 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5))
            .On("2026-03-03 09:05", CaseEventKind.Suspended, details: Pauses.Hearing(5), source: Other)
            .On("2026-03-10 09:00", CaseEventKind.Resumed, details: new() { Result = "passed" })
            .On("2026-03-10 09:01", CaseEventKind.Suspended, details: Pauses.Hearing(5) with { Ground = "testing" })
            .On("2026-03-10 09:05", CaseEventKind.Resumed, details: new() { Result = "passed" }, source: Other)
            .State;
        Assert.Equal([Story.Local("2026-03-10 09:00"), null], state.Suspensions.Select(pause => pause.Until));
    }

    [Fact]
    public void ResumptionByTheSystemThatToldOfThePause_EndsIt() => Assert.False(Story.Accepted()
        .On("2026-03-03 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5))
        .On("2026-03-10 09:00", CaseEventKind.Resumed, details: new() { Result = "passed" })
        .On("2026-03-11 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5))
        .On("2026-03-12 09:00", CaseEventKind.Resumed, details: new() { Result = "passed" }, source: Other)
        .State.IsPaused);

    [Theory]
    [InlineData("2026-03-03 09:00")]
    [InlineData("2026-03-03 09:05")]
    public void StepBegunByASystemThatNeverTellsItsEnd_IsOverWhenTheOtherTellsIt(string again)
    {
        var story = Story.Accepted()
            .On("2026-03-03 09:00", CaseEventKind.StepStarted, "review", "officer")
            .On(again, CaseEventKind.StepStarted, "review", source: Other)
            .On("2026-03-04 09:00", CaseEventKind.StepCompleted, "review", "officer");
        Assert.Equal(Story.Local("2026-03-04 09:00"), Assert.Single(story.State.Steps).CompletedAt);
        story.Judged("2026-03-12 09:00").DoesNotFind(RuleKind.StepOverdue);
    }

    [Fact]
    public void StepToldTwiceWhole_IsOnePassage()
    {
        var story = Story.Accepted()
            .On("2026-03-02 11:00", CaseEventKind.StepCompleted, "window", "clerk")
            .On("2026-03-03 09:00", CaseEventKind.StepStarted, "review", "officer")
            .On("2026-03-03 09:05", CaseEventKind.StepStarted, "review", "officer", source: Other)
            .On("2026-03-04 09:00", CaseEventKind.StepCompleted, "review", "officer")
            .On("2026-03-04 09:02", CaseEventKind.StepStarted, "decide", "head")
            .On("2026-03-04 09:05", CaseEventKind.StepCompleted, "review", "officer", new() { Result = "passed" }, source: Other);
        Assert.Equal([("window", Outcome.None), ("review", Outcome.Passed), ("decide", Outcome.None)], story.State.Steps.Select(step => (step.Step, step.Outcome)));
        story.Judged("2026-03-05 09:00").DoesNotFind(RuleKind.FlowDeviation);
    }

    [Fact]
    public void StepEndedByAClockBehindWhenItHasBegunAgain_IsTheEndOfTheFirstPassage() => Assert.Equal(
        [Story.Local("2026-03-04 09:00"), null],
        Story.Accepted()
            .On("2026-03-03 09:00", CaseEventKind.StepStarted, "review", "officer")
            .On("2026-03-03 09:05", CaseEventKind.StepStarted, "review", "officer", source: Other)
            .On("2026-03-04 09:00", CaseEventKind.StepCompleted, "review", "officer")
            .On("2026-03-04 09:02", CaseEventKind.StepStarted, "review", "officer")
            .On("2026-03-04 09:05", CaseEventKind.StepCompleted, "review", "officer", source: Other)
            .State.Steps.Select(step => step.CompletedAt));

    [Fact]
    public void StepWithAnotherResultByAnotherSystem_IsAPassageOfItsOwn() => Assert.Equal(
        [Outcome.Passed, Outcome.Failed],
        Story.Accepted()
            .On("2026-03-04 09:00", CaseEventKind.StepCompleted, "review", "officer", new() { Result = "passed" })
            .On("2026-03-04 09:05", CaseEventKind.StepCompleted, "review", "officer", new() { Result = "failed" }, source: Other)
            .State.Steps.Select(step => step.Outcome));

    [Fact]
    public void StepByDatesAloneThatEndsAndBeginsAgain_IsPassedTwice() => Assert.Equal(
        [Story.Local("2026-03-03 00:00"), Story.Local("2026-03-20 00:00")],
        Story.Accepted()
            .On("2026-03-03 00:00", CaseEventKind.StepStarted, "review", "officer")
            .On("2026-03-03 00:00", CaseEventKind.StepStarted, "review", "officer")
            .On("2026-03-03 00:00", CaseEventKind.StepCompleted, "review", "officer")
            .On("2026-03-20 00:00", CaseEventKind.StepCompleted, "review", "officer")
            .State.Steps.Select(step => step.CompletedAt));

    [Fact]
    public void StepAndPauseToldByAnotherSystemAfterTheDecision_AreNoEventAfterIt() => Story.Accepted()
        .On("2026-03-03 09:00", CaseEventKind.StepStarted, "review", "officer")
        .On("2026-03-04 09:30", CaseEventKind.StepCompleted, "review", "officer")
        .On("2026-03-04 10:00", CaseEventKind.Extended, details: Granted)
        .On("2026-03-05 09:00", CaseEventKind.Approved, post: "head")
        .On("2026-03-05 09:05", CaseEventKind.StepCompleted, "review", "officer", source: Other)
        .On("2026-03-05 09:05", CaseEventKind.Extended, details: Granted, source: Other)
        .Judged("2026-03-06 09:00").DoesNotFind(RuleKind.EventAfterDecision);

    [Theory]
    [InlineData("failed", "passed", false)]
    [InlineData("passed", "failed", true)]
    public void StepRepeatedWithAnotherResult_IsJudgedAsByOneSystem_HoweverLateTheOtherTellsBoth(string first, string second, bool isAgainst)
    {
        foreach (var (again, later) in new[] { ("10:30", "10:50"), ("16:01", "16:03") })
        {
            var judged = Story.Accepted()
                .On("2026-03-03 10:00", CaseEventKind.StepCompleted, "survey", "officer", new() { Result = first })
                .On("2026-03-03 10:20", CaseEventKind.StepCompleted, "survey", "officer", new() { Result = second })
                .On($"2026-03-03 {again}", CaseEventKind.StepCompleted, "survey", "officer", new() { Result = first }, source: Other)
                .On($"2026-03-03 {later}", CaseEventKind.StepCompleted, "survey", "officer", new() { Result = second }, source: Other)
                .On("2026-03-04 09:00", CaseEventKind.Approved, post: "head")
                .Judged("2026-03-05 09:00", Permit.Inspected);
            Assert.Equal(isAgainst, judged.Faults.Any(fault => fault.Kind == RuleKind.DecisionAgainstResult));
        }
    }

    [Theory]
    [InlineData("2026-03-03 14:30")]
    [InlineData("2026-03-06 09:00")]
    public void StepGoneThroughAgainAfterAnother_IsAPassageOfItsOwnWhoeverTellsIt(string again) => Assert.Equal(
        ["review", "survey", "review"],
        Story.Accepted()
            .On("2026-03-03 09:00", CaseEventKind.StepStarted, "review", "officer")
            .On("2026-03-03 10:30", CaseEventKind.StepStarted, "survey", "officer")
            .On(again, CaseEventKind.StepStarted, "review", "officer", source: Other)
            .On(again, CaseEventKind.StepCompleted, "review", "officer", source: Other)
            .State.Steps.Select(step => step.Step));

    [Theory]
    [InlineData(true, "review", "decide")]
    [InlineData(false, "decide")]
    public void StepsByDatesAlone_ConformWhereOneOfThemMayBeGoneThroughAgain(bool conforms, params string[] told)
    {
        var flow = Permit.Inspected.Flow;
        var returning = Permit.Inspected with
        {
            Flow = flow with { Steps = [flow.Steps[0], flow.Steps[1] with { Next = ["survey", "decide"] }, flow.Steps[2] with { Next = ["review"] }, .. flow.Steps[3..]] },
        };
        var story = Story.Accepted()
            .On("2026-03-03 08:30", CaseEventKind.StepCompleted, "window", "clerk")
            .On("2026-03-03 09:00", CaseEventKind.StepCompleted, "review", "officer")
            .On("2026-03-03 10:00", CaseEventKind.StepCompleted, "survey", "officer");
        foreach (var step in told)
            story.On("2026-03-04 00:00", CaseEventKind.StepCompleted, step, source: Other);
        Assert.Equal(conforms, !story.Judged("2026-03-04 09:00", returning).Faults.Any(fault => fault.Kind == RuleKind.FlowDeviation));
    }

    [Fact]
    public void StepBegunAgainWhenTheCaseIsClosed_IsAnEventAfterTheDecisionWhoeverTellsIt() => Story.Accepted()
        .On("2026-03-03 09:00", CaseEventKind.StepStarted, "review", "officer")
        .On("2026-03-04 09:00", CaseEventKind.Approved, post: "head")
        .On("2026-03-05 09:00", CaseEventKind.Closed)
        .On("2026-03-20 09:00", CaseEventKind.StepStarted, "review", "officer", source: Other)
        .Judged("2026-03-21 09:00").Finds(RuleKind.EventAfterDecision, Colour.Red, "2026-03-20 09:00");

    [Fact]
    public void StepEndedAgainWeeksAfterTheDecision_IsAnEventAfterItWhoeverTellsIt() => Story.Accepted()
        .On("2026-03-03 09:00", CaseEventKind.StepCompleted, "review", "officer")
        .On("2026-03-04 09:00", CaseEventKind.Approved, post: "head")
        .On("2026-03-20 09:00", CaseEventKind.StepCompleted, "review", "officer", source: Other)
        .Judged("2026-03-21 09:00").Finds(RuleKind.EventAfterDecision, Colour.Red, "2026-03-20 09:00");

    [Fact]
    public void ExtensionAndRequestDaysAfterTheFirst_AreSecondOnesWhoeverTellsThem()
    {
        Story.Accepted()
            .On("2026-03-04 09:00", CaseEventKind.Extended, details: Granted)
            .On("2026-03-18 09:00", CaseEventKind.Extended, details: Granted, source: Other)
            .Judged("2026-03-25 09:00").Finds(RuleKind.UnlawfulExtension, Colour.Red, "2026-03-18 09:00");
        Submitted()
            .On("2026-03-03 09:00", CaseEventKind.SupplementRequested)
            .On("2026-03-06 09:00", CaseEventKind.SupplementRequested, source: Other)
            .Judged("2026-03-06 10:00").Finds(RuleKind.SecondSupplementRequest, Colour.Yellow, "2026-03-06 09:00");
    }

    [Fact]
    public void ChargeToldAgainWhenTheCaseIsClosed_IsNoEventAfterIt() => Story.Accepted()
        .On("2026-03-04 08:55", CaseEventKind.FeeCharged, details: Fee)
        .On("2026-03-04 09:00", CaseEventKind.Withdrawn)
        .On("2026-03-04 09:03", CaseEventKind.FeeCharged, details: Fee, source: Other)
        .Judged("2026-03-05 09:00").DoesNotFind(RuleKind.EventAfterDecision);

    [Fact]
    public void ForwardingToldAgainWhenTheCaseIsClosed_IsNoEventAfterIt() => Story.Accepted()
        .On("2026-03-04 09:00", CaseEventKind.Forwarded)
        .On("2026-03-04 09:01", CaseEventKind.Closed)
        .On("2026-03-04 09:03", CaseEventKind.Forwarded, source: Other)
        .Judged("2026-03-05 09:00", Permit.ReportedUp).DoesNotFind(RuleKind.EventAfterDecision);

    [Fact]
    public void ExtensionAndPauseThatAnotherSystemToldInTime_AreNotToldLate()
    {
        var told = Story.Accepted()
            .On("2026-03-10 09:05", CaseEventKind.Extended, details: Granted, source: Other)
            .On("2026-03-10 09:00", CaseEventKind.Extended, details: Granted, recorded: "2026-03-25 09:00")
            .On("2026-03-11 09:05", CaseEventKind.Suspended, details: Pauses.Hearing(5), source: Other)
            .On("2026-03-11 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), recorded: "2026-03-25 09:00");
        Assert.Equal(Story.Local("2026-03-10 09:05"), Assert.Single(told.State.Extensions).ToldAt);
        Assert.Equal(Story.Local("2026-03-11 09:05"), Assert.Single(told.State.Suspensions).ToldAt);
        told.Judged("2026-03-26 09:00").DoesNotFind(RuleKind.DeadlineMovedLate);
    }

    [Fact]
    public void PauseThatOnlyTheOtherSystemResumes_IsOver() => Assert.False(Story.Accepted()
        .On("2026-03-03 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5))
        .On("2026-03-03 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), source: Other)
        .On("2026-03-05 09:00", CaseEventKind.Resumed, details: new() { Result = "passed" })
        .On("2026-03-06 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5) with { Ground = "testing" })
        .On("2026-03-10 09:00", CaseEventKind.Resumed, details: new() { Result = "passed" }, source: Other)
        .State.IsPaused);

    [Theory]
    [InlineData("2026-03-04 09:05", Other, false)]
    [InlineData("2026-03-05 09:05", Other, true)]
    [InlineData("2026-03-04 09:00", CaseSource.Interface, true)]
    public void SameFeeWithinADayByAnotherSystem_IsAskedOnce(string again, CaseSource source, bool isSecond)
    {
        var story = Story.Accepted()
            .On("2026-03-04 09:00", CaseEventKind.FeeCharged, details: Fee)
            .On(again, CaseEventKind.FeeCharged, details: Fee with { FeeType = null }, source: source);
        Assert.Equal(isSecond ? 2 : 1, story.State.Charges.Length);
        Assert.Equal(isSecond, story.Judged("2026-03-06 09:00").Faults.Any(fault => fault.Kind == RuleKind.ChargeOutsideCatalogue));
    }

    [Fact]
    public void TwoEqualFeesToldByTwoSystemsEach_AreTwo() => Assert.Equal(2, Story.Accepted()
        .On("2026-03-04 09:00", CaseEventKind.FeeCharged, details: Fee)
        .On("2026-03-04 09:05", CaseEventKind.FeeCharged, details: Fee)
        .On("2026-03-04 09:06", CaseEventKind.FeeCharged, details: Fee, source: Other)
        .On("2026-03-04 09:07", CaseEventKind.FeeCharged, details: Fee, source: Other)
        .State.Charges.Length);

    private static Story Submitted() => new Story().On("2026-03-02 09:00", CaseEventKind.Submitted);
}
