using Grains.Cases;
using Grains.Catalogue;
using Grains.Rules;
using Xunit;

namespace Grains.Tests.Cases;

/// <summary>Two ways tell one lawful case by clocks of their own, in whole or in part: by the account of either, each act has its place.</summary>
public sealed class OwnAccountTests
{
    private const CaseSource Typed = CaseSource.SecondEntry;

    private static readonly CaseDetails Passed = new() { Result = "passed" };

    /// <summary>A hearing is indispensable.</summary>
    private static readonly ItemVersion Heard = Permit.Inspected with
    {
        Flow = Permit.Inspected.Flow with { Steps = [.. Permit.Inspected.Flow.Steps.Select(step => step.Mandatory is null ? step : step with { Mandatory = MandatoryKind.Hearing })] },
    };

    private static bool IsMissing(string fault) => fault.StartsWith(nameof(RuleKind.MandatoryStepMissing), StringComparison.Ordinal);

    private static void IsLawful(Story story, ItemVersion? item = null) =>
        Assert.Equal([], Found(story, item));

    private static string[] Found(Story story, ItemVersion? item = null) =>
        [.. story.Judged("2026-05-05 09:00", item).Faults
            .Where(fault => !fault.Passing && fault.Kind is not (RuleKind.ResultUnpublished or RuleKind.DocumentUndelivered))
            .Select(fault => $"{fault.Kind} {fault.Colour} {string.Join("; ", fault.Facts)}")];

    [Theory]
    [InlineData("14:00", "14:05", "14:10")]
    [InlineData("00:00", "00:00", "00:00")]
    public void StepsTypedInByTheEveningOrByTheDayAlone_DeviateFromNoFlow(string window, string review, string decided) => IsLawful(Story.Accepted()
        .On("2026-03-03 09:10", CaseEventKind.StepStarted, "window", "clerk").On("2026-03-03 09:20", CaseEventKind.StepCompleted, "window", "clerk")
        .On("2026-03-03 10:00", CaseEventKind.StepStarted, "review", "officer").On("2026-03-03 10:30", CaseEventKind.StepCompleted, "review", "officer")
        .On("2026-03-03 11:00", CaseEventKind.StepCompleted, "decide", "head").On("2026-03-03 11:00", CaseEventKind.Approved, post: "head")
        .On($"2026-03-03 {window}", CaseEventKind.StepCompleted, "window", "clerk", source: Typed)
        .On($"2026-03-03 {review}", CaseEventKind.StepStarted, "review", "officer", source: Typed)
        .On($"2026-03-03 {decided}", CaseEventKind.Approved, post: "head", source: Typed));

    [Theory]
    [InlineData("14:00:00")]
    [InlineData("14:00:01")]
    [InlineData("14:30:00")]
    public void DecisionThatTwoWaysTell_LeavesAThirdItsOwnAccount(string again) => IsLawful(Story.Accepted()
        .On("2026-03-03 09:10", CaseEventKind.StepCompleted, "window", "clerk")
        .On("2026-03-03 09:20", CaseEventKind.StepCompleted, "review", "officer")
        .On("2026-03-03 14:00", CaseEventKind.StepCompleted, "decide", "head").On("2026-03-03 14:00", CaseEventKind.Approved, post: "head")
        .On($"2026-03-03 {again}", CaseEventKind.Approved, post: "head", source: CaseSource.Hall)
        .On("2026-03-03 15:01", CaseEventKind.StepStarted, "decide", "head", source: Typed)
        .On("2026-03-03 18:00", CaseEventKind.Approved, post: "head", source: Typed));

    [Fact]
    public void StepThatTheFlowDoesNotAllowDaysLater_DeviatesWhoeverTellsIt() => Story.Accepted()
        .On("2026-03-03 09:10", CaseEventKind.StepCompleted, "window", "clerk")
        .On("2026-03-03 10:00", CaseEventKind.StepCompleted, "review", "officer")
        .On("2026-03-05 09:00", CaseEventKind.StepCompleted, "window", "clerk", source: Typed)
        .Judged("2026-03-05 10:00").Finds(RuleKind.FlowDeviation, Colour.Red, "2026-03-05 09:00");

    [Fact]
    public void StepThatOneWayEndsAndBeginsAgain_DeviatesFromTheFlow() => Story.Accepted()
        .On("2026-03-03 09:10", CaseEventKind.StepCompleted, "window", "clerk")
        .On("2026-03-03 10:00", CaseEventKind.StepCompleted, "review", "officer")
        .On("2026-03-03 11:00", CaseEventKind.StepStarted, "window", "clerk")
        .Judged("2026-03-03 12:00").Finds(RuleKind.FlowDeviation, Colour.Red, "2026-03-03 11:00");

    [Fact]
    public void StepToldAgainWithAnotherResult_IsNotTheOneBefore() => Story.Accepted()
        .On("2026-03-03 09:10", CaseEventKind.StepCompleted, "window", "clerk")
        .On("2026-03-03 10:00", CaseEventKind.StepCompleted, "review", "officer", Passed)
        .On("2026-03-03 11:00", CaseEventKind.StepCompleted, "decide", "head")
        .On("2026-03-03 14:00", CaseEventKind.StepCompleted, "review", "officer", new() { Result = "failed" }, source: Typed)
        .Judged("2026-03-03 15:00").Finds(RuleKind.FlowDeviation, Colour.Red, "2026-03-03 14:00");

    [Fact]
    public void StepWhoseResultOneWayTellsInWords_IsOne() => IsLawful(
        Story.Accepted()
            .On("2026-03-02 10:10", CaseEventKind.StepCompleted, "window", "clerk")
            .On("2026-03-02 10:20", CaseEventKind.StepCompleted, "review", "officer")
            .On("2026-03-03 11:20", CaseEventKind.StepCompleted, "survey", "officer", new() { Result = "合格" })
            .On("2026-03-03 11:22", CaseEventKind.StepStarted, "decide", "head")
            .On("2026-03-03 11:25", CaseEventKind.StepCompleted, "survey", "officer", Passed, source: Typed)
            .On("2026-03-03 11:30", CaseEventKind.StepCompleted, "decide", "head").On("2026-03-03 11:30", CaseEventKind.Approved, post: "head"),
        Permit.Inspected);

    [Fact]
    public void BeginningToldAfterTheEndThatAnotherWayToldAlone_IsThatPassages() => IsLawful(Story.Accepted()
        .On("2026-03-02 10:10", CaseEventKind.StepCompleted, "window", "clerk")
        .On("2026-03-02 10:11", CaseEventKind.StepCompleted, "review", "officer")
        .On("2026-03-02 10:12", CaseEventKind.StepStarted, "window", "clerk", source: Typed)
        .On("2026-03-02 15:00", CaseEventKind.StepCompleted, "decide", "head").On("2026-03-02 15:00", CaseEventKind.Approved, post: "head"));

    [Fact]
    public void DecisionTypedInByTheMinute_TurnsNothingOfThatMinuteIntoAnEventAfterIt() => IsLawful(Story.Accepted()
        .On("2026-03-02 10:10", CaseEventKind.StepCompleted, "window", "clerk").On("2026-03-02 10:20", CaseEventKind.StepCompleted, "review", "officer")
        .On("2026-03-03 11:29:10", CaseEventKind.StepStarted, "decide", "head").On("2026-03-03 11:29:50", CaseEventKind.StepCompleted, "decide", "head")
        .On("2026-03-03 11:29:55", CaseEventKind.Approved, post: "head")
        .On("2026-03-03 11:29:00", CaseEventKind.Approved, post: "head", source: Typed));

    [Fact]
    public void DecisionTypedInByAClockAhead_MissesNoMandatoryStepAndNoResultOfThoseMinutes() => IsLawful(
        Story.Accepted()
            .On("2026-03-02 10:10", CaseEventKind.StepCompleted, "window", "clerk").On("2026-03-02 10:20", CaseEventKind.StepCompleted, "review", "officer")
            .On("2026-03-03 11:27", CaseEventKind.StepCompleted, "survey", "officer", Passed)
            .On("2026-03-03 11:29", CaseEventKind.StepCompleted, "decide", "head").On("2026-03-03 11:30", CaseEventKind.Approved, post: "head")
            .On("2026-03-03 11:25", CaseEventKind.Approved, post: "head", source: Typed),
        Permit.Inspected);

    [Fact]
    public void WhatAWayTellsAfterItsOwnDecision_IsAfterItHoweverLateAnotherTellsTheDecision() => Story.Accepted()
        .On("2026-03-03 10:00", CaseEventKind.Approved, post: "head")
        .On("2026-03-03 10:20", CaseEventKind.Extended, details: new() { Days = 10, Approver = "head", Reason = "案情复杂", NoticeProof = "1号" })
        .On("2026-03-03 10:40", CaseEventKind.Approved, post: "head", source: Typed)
        .Judged("2026-03-03 11:00").Finds(RuleKind.EventAfterDecision, Colour.Red, "2026-03-03 10:20");

    [Fact]
    public void WhatAWayTellsAfterItsOwnTelling_IsAfterItThoughAThirdTellsItLater() => Story.Accepted()
        .On("2026-03-03 10:00", CaseEventKind.Approved, post: "head").On("2026-03-03 11:00", CaseEventKind.Approved, post: "head", source: Typed)
        .On("2026-03-03 14:00", CaseEventKind.Extended, details: new() { Days = 10, Approver = "head", Reason = "案情复杂", NoticeProof = "1号" }, source: Typed)
        .On("2026-03-03 18:00", CaseEventKind.Approved, post: "head", source: CaseSource.Form)
        .Judged("2026-03-03 19:00").Finds(RuleKind.EventAfterDecision, Colour.Red, "2026-03-03 14:00");

    [Fact]
    public void PrerequisiteNamedAfterTheDecisionByAWayThatTellsNone_WasMissing() => Story.Accepted()
        .On("2026-03-03 11:00", CaseEventKind.Approved, post: "head")
        .On("2026-03-03 15:00", CaseEventKind.Published, details: new() { Prerequisites = ["P1"] }, source: Typed)
        .Judged("2026-03-04 09:00", Permit.Item with { Prerequisites = ["P1"] }).Finds(RuleKind.PrerequisiteMissing, Colour.Red, "2026-03-03 11:00");

    [Theory]
    [InlineData(CaseSource.Interface, true)]
    [InlineData(Typed, false)]
    public void HearingAfterTheDecisionByTheAccountOfWhoHeldIt_IsMissing(CaseSource source, bool isMissing) => Assert.Equal(
        isMissing,
        Found(
            Story.Accepted().On("2026-03-03 11:00", CaseEventKind.Approved, post: "head").On("2026-03-03 15:00", CaseEventKind.Heard, source: source)
                .On("2026-03-03 18:00", CaseEventKind.Approved, post: "head", source: Typed),
            Heard)
            .Any(IsMissing));

    [Theory]
    [InlineData("15:00", CaseSource.Interface, "15:00", Typed, true)]
    [InlineData("15:00", Typed, "15:00", CaseSource.Interface, true)]
    [InlineData("13:00", CaseSource.Interface, "15:00", Typed, true)]
    [InlineData("15:00", Typed, "17:30", CaseSource.Interface, true)]
    [InlineData("17:30", CaseSource.Interface, "18:20", Typed, false)]
    [InlineData("17:10", CaseSource.Interface, "18:20", Typed, false)]
    public void HearingThatTwoWaysTell_IsInTimeByTheAccountOfEither_NeverByOnesHearingAndTheOthersDecision(
        string at, CaseSource by, string again, CaseSource other, bool isInTime)
    {
        var found = Found(
            Story.Accepted().On("2026-03-03 11:00", CaseEventKind.Approved, post: "head")
                .On($"2026-03-03 {at}", CaseEventKind.Heard, source: by).On($"2026-03-03 {again}", CaseEventKind.Heard, source: other)
                .On("2026-03-03 18:00", CaseEventKind.Approved, post: "head", source: Typed),
            Heard);
        Assert.Equal(isInTime, !found.Any(IsMissing));
        Assert.Equal(isInTime, !found.Any(fault => fault.StartsWith(nameof(RuleKind.EventAfterDecision), StringComparison.Ordinal)));
    }

    [Fact]
    public void SecondHearingAfterTheDecision_IsNotTheFirstThatAnotherWayTells() => Story.Accepted()
        .On("2026-03-03 10:00", CaseEventKind.Heard).On("2026-03-03 10:30", CaseEventKind.Heard, source: Typed)
        .On("2026-03-03 11:00", CaseEventKind.Approved, post: "head")
        .On("2026-03-03 15:00", CaseEventKind.Heard)
        .On("2026-03-03 18:00", CaseEventKind.Approved, post: "head", source: Typed)
        .Judged("2026-03-04 09:00").Finds(RuleKind.EventAfterDecision, Colour.Red, "2026-03-03 15:00");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void SecondHearingThatAnotherWayTellsAfterTheDecision_IsToldAgain(bool tellsTheFirst)
    {
        var story = Story.Accepted().On("2026-03-03 10:00", CaseEventKind.Heard);
        if (tellsTheFirst)
            story.On("2026-03-03 10:20", CaseEventKind.Heard, source: CaseSource.Hall);
        story.On("2026-03-05 10:00", CaseEventKind.Heard)
            .On("2026-03-05 13:00", CaseEventKind.Approved, post: "head")
            .On("2026-03-05 14:00", CaseEventKind.Heard, source: CaseSource.Hall)
            .Judged("2026-03-06 09:00").DoesNotFind(RuleKind.EventAfterDecision);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void StepSentBackThatAnotherWayBegan_IsOverdueUnlessAnotherFollowed_AndItsClockSaysTheSame(bool goesOn, int overdue)
    {
        var story = Story.Accepted()
            .On("2026-03-03 09:00", CaseEventKind.StepCompleted, "window", "clerk")
            .On("2026-03-03 09:10", CaseEventKind.StepStarted, "review", "officer").On("2026-03-03 10:00", CaseEventKind.StepCompleted, "review", "officer")
            .On("2026-03-03 11:00", CaseEventKind.StepCompleted, "survey", "officer", new() { Result = "failed" })
            .On("2026-03-03 14:00", CaseEventKind.StepStarted, "review", "officer", source: CaseSource.Form);
        if (goesOn)
            story = story.On("2026-03-04 10:00", CaseEventKind.StepCompleted, "survey", "officer", Passed);
        Assert.Equal(overdue, story.Clocks("2026-03-25 09:00", AnyCourse.Looped).Count(clock => clock is { Kind: ClockKind.Step, Missed: true }));
        Assert.Equal(overdue, Found(story, AnyCourse.Looped).Count(fault => fault.StartsWith(nameof(RuleKind.StepOverdue), StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(CaseEventKind.Approved)]
    [InlineData(CaseEventKind.FeeCharged)]
    [InlineData(CaseEventKind.StepStarted)]
    public void WhatOneWayTellsOfTheDayOfItsRefusalAlone_IsAfterIt(CaseEventKind kind) => new Story()
        .On("2026-03-02 00:00", CaseEventKind.Submitted).On("2026-03-03 00:00", CaseEventKind.NotAccepted, details: new() { Reason = "不符合条件", Remedies = "60日内申请复议" })
        .On("2026-03-03 00:00", kind, "review", "officer")
        .Judged("2026-03-04 00:00").Finds(RuleKind.EventAfterDecision, Colour.Red, "2026-03-03 00:00");

    [Fact]
    public void AnotherDecisionBetweenTwoTellings_IsAnEventAfterDecision() => Story.Accepted()
        .On("2026-03-03 10:00", CaseEventKind.Approved, post: "head", source: Typed)
        .On("2026-03-03 10:20", CaseEventKind.Rejected, post: "head")
        .On("2026-03-03 10:40", CaseEventKind.Approved, post: "head")
        .Judged("2026-03-03 11:00").Finds(RuleKind.EventAfterDecision, Colour.Red, "2026-03-03 10:20");

    [Fact]
    public void ReasonsThatEitherWayTells_AreTold() => Story.Accepted()
        .On("2026-03-03 10:00", CaseEventKind.Rejected, post: "head", source: Typed)
        .On("2026-03-03 10:01", CaseEventKind.Rejected, post: "head", details: new() { Reason = "不符合条件", Remedies = "60日内申请复议" })
        .Judged("2026-03-03 11:00").DoesNotFind(RuleKind.RefusalWithoutReason);

    [Theory]
    [InlineData("09:08", "09:10", "09:13", "09:20")]
    [InlineData("09:20", "14:30", "14:45", "09:25")]
    public void SupplementOnTheSpotToldAgain_IsNoSecondOne(string received, string again, string receivedAgain, string accepted) => IsLawful(new Story()
        .On("2026-03-02 09:00", CaseEventKind.Submitted)
        .On("2026-03-02 09:05", CaseEventKind.SupplementRequested).On($"2026-03-02 {received}", CaseEventKind.SupplementReceived)
        .On($"2026-03-02 {again}", CaseEventKind.SupplementRequested, source: Typed).On($"2026-03-02 {receivedAgain}", CaseEventKind.SupplementReceived, source: Typed)
        .On($"2026-03-02 {accepted}", CaseEventKind.Accepted)
        .On("2026-03-03 11:30", CaseEventKind.Approved, post: "head"));

    [Fact]
    public void PauseOfAMorningToldAgain_IsThatPause()
    {
        IsLawful(Story.Accepted()
            .On("2026-03-03 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5)).On("2026-03-03 09:40", CaseEventKind.Resumed, details: Passed)
            .On("2026-03-03 09:50", CaseEventKind.Approved, post: "head")
            .On("2026-03-03 10:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), source: Typed)
            .On("2026-03-03 10:40", CaseEventKind.Resumed, details: Passed, source: Typed).On("2026-03-03 10:50", CaseEventKind.Approved, post: "head", source: Typed));
        IsLawful(Story.Accepted()
            .On("2026-03-03 11:30", CaseEventKind.Suspended, details: Pauses.Hearing(5)).On("2026-03-03 11:33", CaseEventKind.Withdrawn)
            .On("2026-03-03 11:35", CaseEventKind.Suspended, details: Pauses.Hearing(5), source: Typed).On("2026-03-03 11:38", CaseEventKind.Withdrawn, source: Typed));
    }

    [Fact]
    public void PauseWhoseEndIsTypedInWhileTheNextLasts_EndsNotTheNext()
    {
        var story = Story.Accepted()
            .On("2026-03-03 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5)).On("2026-03-03 09:40", CaseEventKind.Resumed, details: Passed)
            .On("2026-03-03 11:00", CaseEventKind.Suspended, details: Pauses.Hearing(5) with { Ground = "testing" })
            .On("2026-03-03 14:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), source: Typed).On("2026-03-03 14:05", CaseEventKind.Resumed, details: Passed, source: Typed);
        Assert.Equal([Story.Local("2026-03-03 09:40"), null], story.State.Suspensions.Select(pause => pause.Until));
    }

    [Fact]
    public void PauseOfWhichTheOtherWayTellsTheBeginningAlone_StopsTheClockNoLonger() => Assert.Contains(
        Found(Story.Accepted()
            .On("2026-03-03 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5)).On("2026-03-03 09:40", CaseEventKind.Resumed, details: Passed)
            .On("2026-03-03 09:45", CaseEventKind.Suspended, details: Pauses.Hearing(5), source: Typed)),
        fault => fault.StartsWith(nameof(RuleKind.LegalLimitMissed), StringComparison.Ordinal));

    [Theory]
    [InlineData(CaseEventKind.PartyTold)]
    [InlineData(CaseEventKind.EvidenceTaken)]
    [InlineData(CaseEventKind.Heard)]
    public void PenaltyOnTheSpotToldAgainMinutesLater_HasNoEventAfterItsDecision(CaseEventKind kind) => IsLawful(
        new Story().On("2026-03-02 09:00", CaseEventKind.CaseFiled)
            .On("2026-03-02 09:05", CaseEventKind.EvidenceTaken).On("2026-03-02 09:10", kind).On("2026-03-02 09:12", CaseEventKind.Decided, post: "head")
            .On("2026-03-02 09:15", kind, source: Typed).On("2026-03-02 09:17", CaseEventKind.Decided, post: "head", source: Typed),
        AnyCourse.Penalty);

    [Fact]
    public void HearingToldAgainWithinAnHourByAWayThatTellsNoDecision_IsNoEventAfterIt() => IsLawful(
        new Story().On("2026-03-02 09:00", CaseEventKind.CaseFiled).On("2026-03-02 09:05", CaseEventKind.EvidenceTaken)
            .On("2026-03-02 09:10", CaseEventKind.Heard).On("2026-03-02 09:12", CaseEventKind.Decided, post: "head")
            .On("2026-03-02 09:15", CaseEventKind.Heard, source: Typed),
        AnyCourse.Penalty);

    [Fact]
    public void CaseClosedByAClockAhead_WasDecidedBefore() => IsLawful(Story.Accepted()
        .On("2026-03-03 10:05", CaseEventKind.Approved, post: "head").On("2026-03-03 10:06", CaseEventKind.Closed)
        .On("2026-03-03 10:01", CaseEventKind.Closed, source: Typed));
}
