using Grains.Cases;
using Grains.Rules;
using Xunit;

namespace Grains.Tests.Cases;

public sealed class CaseFoldTests
{
    [Theory]
    [InlineData(CaseStatus.Received, CaseEventKind.Submitted)]
    [InlineData(CaseStatus.Supplementing, CaseEventKind.Submitted, CaseEventKind.SupplementRequested)]
    [InlineData(CaseStatus.Received, CaseEventKind.Submitted, CaseEventKind.SupplementRequested, CaseEventKind.SupplementReceived)]
    [InlineData(CaseStatus.Handling, CaseEventKind.Submitted, CaseEventKind.Accepted)]
    [InlineData(CaseStatus.Handling, CaseEventKind.CaseFiled, CaseEventKind.EvidenceTaken)]
    [InlineData(CaseStatus.Paused, CaseEventKind.Accepted, CaseEventKind.Suspended)]
    [InlineData(CaseStatus.Handling, CaseEventKind.Accepted, CaseEventKind.Suspended, CaseEventKind.Resumed)]
    [InlineData(CaseStatus.Decided, CaseEventKind.Accepted, CaseEventKind.Approved)]
    [InlineData(CaseStatus.Decided, CaseEventKind.CaseFiled, CaseEventKind.Decided, CaseEventKind.Served)]
    [InlineData(CaseStatus.Closed, CaseEventKind.Accepted, CaseEventKind.Approved, CaseEventKind.Closed)]
    [InlineData(CaseStatus.Refused, CaseEventKind.Submitted, CaseEventKind.NotAccepted, CaseEventKind.Closed)]
    [InlineData(CaseStatus.Handling, CaseEventKind.Submitted, CaseEventKind.NotAccepted, CaseEventKind.Accepted)]
    [InlineData(CaseStatus.Ended, CaseEventKind.Accepted, CaseEventKind.Withdrawn)]
    [InlineData(CaseStatus.Ended, CaseEventKind.Accepted, CaseEventKind.Terminated)]
    public void Status_FollowsFromWhatHappened(CaseStatus status, params CaseEventKind[] kinds)
    {
        var story = new Story();
        for (var i = 0; i < kinds.Length; i++)
            story.On($"2026-03-{i + 2:00} 09:00", kinds[i]);
        Assert.Equal(status, story.State.Status);
    }

    [Fact]
    public void FactsOfOneInstant_FoldInTheOrderOfTheProcedure()
    {
        var state = new Story()
            .On("2026-03-02 09:00", CaseEventKind.Closed)
            .On("2026-03-02 09:00", CaseEventKind.Decided)
            .On("2026-03-02 09:00", CaseEventKind.CaseFiled)
            .State;
        Assert.Equal(CaseStatus.Closed, state.Status);
        Assert.Empty(state.Belated);
    }

    [Fact]
    public void NumberedIds_KeepTheirSequence()
    {
        var story = new Story();
        for (var i = 1; i <= 12; i++)
            story.On("2026-03-02 09:00", CaseEventKind.StepCompleted, $"s{i}");
        Assert.Equal(Enumerable.Range(1, 12).Select(i => $"s{i}"), story.State.Steps.Select(step => step.Step));
    }

    [Fact]
    public void LateFact_DoesNotFollow()
    {
        var state = Story.Accepted().State;
        var late = Story.Accepted().Facts[0];
        Assert.False(Case.Follows(state, late.Fact));
        Assert.Throws<InvalidOperationException>(() => Case.Evolve(state, late));
    }

    [Fact]
    public void UnknownKindOfEvent_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Story().On("2026-03-02 09:00", (CaseEventKind)99).State);

    [Fact]
    public void PauseWithinAPause_TakesItsPlace()
    {
        var state = Story.Accepted()
            .On("2026-03-03 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5))
            .On("2026-03-04 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5) with { Ground = "testing" })
            .State;
        Assert.Equal([Story.Local("2026-03-04 09:00"), null], state.Suspensions.Select(pause => pause.Until));
    }

    [Theory]
    [InlineData("2026-03-03 09:00", "2026-03-10 09:00")]
    [InlineData("2026-03-03 09:05", "2026-03-10 09:05")]
    public void PauseToldByTwoSystems_IsOneWithoutAFault(string begun, string resumed)
    {
        var story = Story.Accepted()
            .On("2026-03-03 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), source: CaseSource.Hall)
            .On(begun, CaseEventKind.Suspended, details: Pauses.Hearing(5))
            .On("2026-03-10 09:00", CaseEventKind.Resumed, details: new() { Result = "passed" }, source: CaseSource.Hall)
            .On(resumed, CaseEventKind.Resumed, details: new() { Result = "passed" });
        var pause = Assert.Single(story.State.Suspensions);
        Assert.Equal((Story.Local("2026-03-03 09:00"), Story.Local("2026-03-10 09:00"), Outcome.Passed), (pause.From, pause.Until, pause.Outcome));
        story.Judged("2026-03-11 09:00").DoesNotFind(RuleKind.UnlawfulPause);
    }

    [Theory]
    [InlineData("e1", "e2")]
    [InlineData("e2", "e1")]
    public void PauseToldTwiceAtOneInstant_IsWhatBothTellingsSayTogether(string full, string bare)
    {
        var pause = Assert.Single(new Story()
            .On("2026-03-02 10:00", CaseEventKind.Accepted, id: "e0")
            .On("2026-03-03 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), id: full, recorded: "2026-03-03 12:00")
            .On("2026-03-03 09:00", CaseEventKind.Suspended, details: new() { Ground = "hearing", ExpectedDays = 10 }, id: bare, recorded: "2026-03-20 09:00", source: CaseSource.Hall)
            .On("2026-03-10 09:00", CaseEventKind.Resumed, id: bare + "end", source: CaseSource.Hall)
            .On("2026-03-10 09:00", CaseEventKind.Resumed, details: new() { Result = "passed" }, id: full + "end")
            .State.Suspensions);
        Assert.Equal((5, true, Outcome.Passed, Story.Local("2026-03-03 12:00")), (pause.ExpectedDays, pause.ApplicantTold, pause.Outcome, pause.ToldAt));
    }

    [Fact]
    public void PauseOnAnotherGroundOrBySameSystemLater_IsAnother() => Assert.Equal(3, Story.Accepted()
        .On("2026-03-03 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5))
        .On("2026-03-04 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5))
        .On("2026-03-05 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5) with { Ground = "testing" }, source: CaseSource.Hall)
        .State.Suspensions.Length);

    [Fact]
    public void PauseToldEarlierByAnotherSystemAfterwards_CountsAsToldWhenThatSystemToldIt() => Assert.Equal(
        Story.Local("2026-03-20 09:00"), Assert.Single(Story.Accepted()
            .On("2026-03-16 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5))
            .On("2026-03-04 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), source: CaseSource.SecondEntry, recorded: "2026-03-20 09:00")
            .State.Suspensions).ToldAt);

    [Fact]
    public void ResumptionToldTwice_EndsNoPauseThatBeganAtThatInstant()
    {
        var state = Story.Accepted()
            .On("2026-03-04 00:00", CaseEventKind.Suspended, details: Pauses.Hearing(5))
            .On("2026-03-10 00:00", CaseEventKind.Resumed, details: new() { Result = "passed" })
            .On("2026-03-10 00:00", CaseEventKind.Resumed, details: new() { Result = "passed" }, source: CaseSource.Hall)
            .On("2026-03-10 00:00", CaseEventKind.Suspended, details: Pauses.Hearing(5) with { Ground = "testing" })
            .State;
        Assert.True(state.IsPaused);
    }

    [Theory]
    [InlineData("e1", "e2")]
    [InlineData("e2", "e1")]
    public void RefusalToldTwiceAtOneInstant_HasTheReasonsThatOneTellingGives(string full, string bare)
    {
        var refusal = new Story()
            .On("2026-03-03 09:00", CaseEventKind.NotAccepted, details: new() { Reason = "不符合条件", Remedies = "60日内申请复议" }, id: full)
            .On("2026-03-03 09:00", CaseEventKind.NotAccepted, id: bare, source: CaseSource.Hall)
            .State.Refusal!;
        Assert.True(refusal is { ReasonTold: true, RemediesTold: true });
    }

    [Fact]
    public void PauseBegunAtTheInstantOfResuming_LastsWhileTheOneBeforeHasTheResult()
    {
        var state = Story.Accepted()
            .On("2026-03-04 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5))
            .On("2026-03-10 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5) with { Ground = "testing" })
            .On("2026-03-10 09:00", CaseEventKind.Resumed, details: new() { Result = "passed" })
            .State;
        Assert.Equal([(Story.Local("2026-03-10 09:00"), Outcome.Passed), (null, Outcome.None)], state.Suspensions.Select(pause => (pause.Until, pause.Outcome)));
    }

    [Fact]
    public void PauseOfNoLength_IsEndedByTheSecondResumptionOfItsInstant()
    {
        var state = Story.Accepted()
            .On("2026-03-04 00:00", CaseEventKind.Suspended, details: Pauses.Hearing(5))
            .On("2026-03-10 00:00", CaseEventKind.Resumed)
            .On("2026-03-10 00:00", CaseEventKind.Suspended, details: Pauses.Hearing(5) with { Ground = "testing" })
            .On("2026-03-10 00:00", CaseEventKind.Resumed, details: new() { Result = "passed" })
            .State;
        Assert.Equal([Outcome.None, Outcome.Passed], state.Suspensions.Select(pause => pause.Outcome));
        Assert.False(state.IsPaused);
    }

    [Fact]
    public void StepThatEndsAndBeginsAgainAtOneInstant_IsPassedTwice()
    {
        var state = Story.Accepted()
            .On("2026-03-03 09:00", CaseEventKind.StepStarted, "review", "officer")
            .On("2026-03-05 09:00", CaseEventKind.StepStarted, "review", "officer")
            .On("2026-03-05 09:00", CaseEventKind.StepCompleted, "review", "officer")
            .State;
        Assert.Equal([Story.Local("2026-03-05 09:00"), null], state.Steps.Select(step => step.CompletedAt));
    }

    [Fact]
    public void StepCompleted_EndsThePassageThatRuns()
    {
        var state = Story.Accepted()
            .On("2026-03-03 09:00", CaseEventKind.StepStarted, "review", "officer")
            .On("2026-03-04 09:00", CaseEventKind.StepCompleted, "review", "officer", new() { Result = "passed" })
            .On("2026-03-05 09:00", CaseEventKind.StepCompleted, "decide", "head")
            .State;
        var told = Tellers.None.With(CaseSource.Interface);
        Assert.Equal(
            [
                new("review", "officer", Story.Local("2026-03-03 09:00"), Story.Local("2026-03-04 09:00"), Outcome.Passed, told, told),
                new("decide", "head", null, Story.Local("2026-03-05 09:00"), Outcome.None, Tellers.None, told),
            ],
            state.Steps);
    }

    [Fact]
    public void ForwardingStopsTheClock_WhateverComesLater() =>
        Assert.Equal(
            Story.Local("2026-03-05 09:00"),
            Story.Accepted().On("2026-03-05 09:00", CaseEventKind.Forwarded).On("2026-03-09 09:00", CaseEventKind.Approved).State.StoppedAt);
}
