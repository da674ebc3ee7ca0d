using Grains.Cases;
using Grains.Clocks;
using Grains.Rules;
using Xunit;

namespace Grains.Tests.Cases;

/// <summary>行政许可法 art. 32: five working days without a word, and the application is accepted as of its receipt.</summary>
public sealed class DeemedAcceptanceTests
{
    private static Story Submitted => new Story().On("2026-03-02 09:00", CaseEventKind.Submitted);

    [Fact]
    public void SilenceUntilTheLimit_IsNoAcceptanceYet()
    {
        var judged = Submitted.Judged("2026-03-09 23:59");
        Assert.Null(judged.DeemAcceptedAt);
        Assert.Equal(Story.Local("2026-03-10 00:00"), judged.NextCheckAt);
    }

    [Fact]
    public void SilencePastTheLimit_IsAcceptanceAsOfReceipt()
    {
        var judged = Submitted.Judged("2026-03-10 00:00");
        Assert.Equal(Story.Local("2026-03-02 09:00"), judged.DeemAcceptedAt);
        Assert.Equal(Story.Local("2026-03-10 00:00"), judged.SilentFrom);
    }

    /// <summary>Applied for online on Saturday 03-07, to be accepted the same day: nobody can before Monday 03-09 (民法典 art. 203).</summary>
    [Fact]
    public void SameDayLimitFromADayOff_IsSilenceOnlyAfterTheNextWorkingDay()
    {
        var item = Permit.Item with { Limits = Permit.Item.Limits with { Accept = Limit.WorkingDays(0) } };
        var story = new Story().On("2026-03-07 09:00", CaseEventKind.Submitted);
        var waiting = story.Judged("2026-03-09 23:59", item);
        Assert.Null(waiting.DeemAcceptedAt);
        Assert.Equal(Story.Local("2026-03-10 00:00"), waiting.DueAt);
        Assert.Equal(Story.Local("2026-03-10 00:00"), story.Judged("2026-03-10 00:00", item).SilentFrom);
    }

    [Fact]
    public void DeemedAcceptance_StartsTheDecisionClockAtReceipt()
    {
        var state = Deem(Submitted, "2026-03-10 00:00");
        Assert.True(state.DeemedAccepted);
        Assert.Equal(CaseStatus.Handling, state.Status);
        var judged = Judge(state, "2026-03-10 00:00");
        Assert.Null(judged.DeemAcceptedAt);
        Assert.Equal(Story.Local("2026-03-17 00:00"), judged.DueAt);
    }

    [Fact]
    public void AcceptanceTooLate_DoesNotMoveTheDeemedOne()
    {
        var state = Deem(Submitted.On("2026-03-12 09:00", CaseEventKind.Accepted), "2026-03-12 09:00");
        Assert.Equal(Story.Local("2026-03-02 09:00"), state.AcceptedAt);
    }

    /// <summary>
    /// Received on Monday 03-02; the limit for accepting counts 03-03, 04, 05, 06, 09 and ends with 03-09. The item promises 10
    /// working days from receipt (03-03 to 06: 4, 09 to 13: 9, 16: 10) and the law allows 20 (17 to 20: 14, 23 to 27: 19, 30: 20).
    /// The office accepts on 03-12, too late, and promises.
    /// </summary>
    [Theory]
    [InlineData(null, null, "2026-03-17 00:00")]
    [InlineData(null, "2026-03-13 17:00", "2026-03-13 17:00")]
    [InlineData(null, "2026-03-20 17:00", "2026-03-17 00:00")]
    [InlineData("2026-03-13 17:00", "2026-03-16 17:00", "2026-03-13 17:00")]
    [InlineData("2026-03-16 17:00", "2026-03-13 17:00", "2026-03-13 17:00")]
    public void PromiseInALateAcceptance_BindsWhereItIsEarlier(string? submitted, string? accepted, string due) =>
        Assert.Equal(Story.Local(due), Judge(Deem(LatelyAccepted(submitted, accepted), "2026-03-12 09:00"), "2026-03-12 10:00").DueAt);

    [Fact]
    public void PromiseInALateAcceptance_CountsFromReceiptWhereAPauseMovesIt()
    {
        // Until 03-20 are 14 working days from receipt (03-03 to 06: 4, 09 to 13: 9, 16 to 20: 14), not the 6 from 03-12. The
        // hearing takes out 03-11 and 12: 03-03 to 06: 4, 09 and 10: 6, 13: 7, 16 to 20: 12, 23: 13, 24: 14.
        var story = Submitted
            .On("2026-03-11 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5))
            .On("2026-03-12 09:00", CaseEventKind.Accepted, details: Promising("2026-03-20 17:00"))
            .On("2026-03-13 09:00", CaseEventKind.Resumed, details: new() { Result = "passed" });
        var item = Permit.Item with { Limits = Permit.Item.Limits with { Promised = null } };
        var judged = CaseJudge.Judge(Deem(story, "2026-03-13 09:00"), new(item, false, Permit.Rules, Permit.Calendar, Story.Local("2026-03-13 10:00")));
        Assert.Equal(Story.Local("2026-03-25 00:00"), judged.DueAt);
    }

    [Theory]
    [InlineData("2026-03-31 00:00", false)]
    [InlineData("2026-03-31 00:01", true)]
    public void PromiseInALateAcceptance_IsMeasuredAgainstTheLimitFromReceipt(string promise, bool beyond)
    {
        var judged = Judge(Deem(LatelyAccepted(null, promise), "2026-03-12 09:00"), "2026-03-12 10:00");
        if (beyond)
            judged.Finds(RuleKind.PromiseBeyondLegalLimit, Colour.Yellow, "2026-03-12 09:00");
        else
            judged.DoesNotFind(RuleKind.PromiseBeyondLegalLimit);
    }

    [Fact]
    public void PromiseMissedAfterALateAcceptance_IsFound() =>
        Judge(Deem(LatelyAccepted(null, "2026-03-13 17:00"), "2026-03-12 09:00"), "2026-03-13 17:01")
            .Finds(RuleKind.PromiseMissed, Colour.Yellow, "2026-03-13 17:00:00.000001");

    [Fact]
    public void AcceptanceInTimeThatArrivesLater_MakesTheDeemedOneVoid()
    {
        var deemed = DeemedFact(Submitted, "2026-03-10 00:00");
        var accepted = Submitted.On("2026-03-06 09:00", CaseEventKind.Accepted).Facts[1];
        var state = Case.Fold([.. Submitted.Facts, deemed, accepted with { N = 3 }]);
        Assert.False(state.DeemedAccepted);
        Assert.Equal(Story.Local("2026-03-06 09:00"), state.AcceptedAt);
        Assert.Null(Judge(state, "2026-03-20 00:00").DeemAcceptedAt);
    }

    [Fact]
    public void SupplementRequestedInTime_StopsTheClockUntilItComesIn()
    {
        var story = Submitted.On("2026-03-04 09:00", CaseEventKind.SupplementRequested);
        Assert.Null(story.Judged("2026-05-04 09:00").DeemAcceptedAt);
        Assert.Equal(CaseStatus.Supplementing, story.State.Status);
        // 05-09 is a make-up workday after the May holidays.
        story.On("2026-05-06 09:00", CaseEventKind.SupplementReceived);
        Assert.Null(story.Judged("2026-05-12 23:59").DeemAcceptedAt);
        Assert.Equal(Story.Local("2026-05-06 09:00"), story.Judged("2026-05-13 00:00").DeemAcceptedAt);
    }

    [Fact]
    public void SupplementRequestedTooLate_CameAfterAcceptance()
    {
        var story = Submitted
            .On("2026-03-12 09:00", CaseEventKind.SupplementRequested)
            .On("2026-03-13 09:00", CaseEventKind.SupplementReceived)
            .On("2026-03-14 09:00", CaseEventKind.Accepted);
        var state = Deem(story, "2026-03-14 09:00");
        Judge(state, "2026-03-14 09:00").Finds(RuleKind.SupplementAfterAcceptance, Colour.Red, "2026-03-12 09:00");
    }

    [Fact]
    public void AnswerAtTheVeryInstantOfTheLimit_IsTooLate()
    {
        foreach (var answer in (CaseEventKind[])[CaseEventKind.Accepted, CaseEventKind.NotAccepted, CaseEventKind.SupplementRequested, CaseEventKind.Approved])
            Assert.True(Deem(Submitted.On("2026-03-10 00:00", answer), "2026-03-10 00:00").DeemedAccepted);
    }

    [Fact]
    public void VoidSilence_IsNotWhatNamesAnotherItem()
    {
        // The request made in time, for another item, and the step at the very end of the limit arrive when the silence stands recorded.
        var item = Permit.Item with { Limits = Permit.Item.Limits with { Accept = Limit.Hours(36) } };
        var facts = new Story()
            .On("2026-03-01 09:00", CaseEventKind.Submitted)
            .On("2026-03-02 09:00", CaseEventKind.SupplementRequested)
            .On("2026-03-02 21:00", CaseEventKind.StepCompleted, "window").Facts;
        var asked = facts[1] with { Fact = facts[1].Fact with { ItemCode = "another" } };
        var submitted = facts[0] with { Fact = facts[0].Fact with { ItemCode = "another" } };
        var silent = CaseJudge.Judge(Case.Fold([submitted]), new(item, false, Permit.Rules, Permit.Calendar, Story.Local("2026-03-02 21:00")));
        var state = Case.Fold([submitted, new(DeemedAcceptance.Fact("办件1", silent), 2, Story.Local("2026-03-02 21:00"), null), facts[2], asked]);
        Assert.Equal(Story.Local("2026-03-02 21:00"), Assert.Single(state.Silences).At);
        Assert.False(state.DeemedAccepted);
        Assert.Equal(new OtherItem("e3", Permit.Item.Code, Story.Local("2026-03-02 21:00")), state.OtherItem);
    }

    [Fact]
    public void WithdrawnApplication_IsNotDeemedAccepted() =>
        Assert.Null(Submitted.On("2026-03-06 09:00", CaseEventKind.Withdrawn).Judged("2026-03-20 00:00").DeemAcceptedAt);

    [Fact]
    public void RetiredItem_IsNotDeemedAccepted() => Assert.Null(Submitted.Judged("2026-03-20 00:00", retired: true).DeemAcceptedAt);

    [Fact]
    public void SilenceThatFoldsWithoutEffect_IsNotAskedForAgain()
    {
        var item = Permit.Item with { Limits = Permit.Item.Limits with { Accept = Limit.Hours(0) } };
        var facts = new Story()
            .On("2026-03-02 08:00", CaseEventKind.SupplementRequested)
            .On("2026-03-02 09:00", CaseEventKind.Submitted)
            .On("2026-03-02 09:00", CaseEventKind.SupplementReceived).Facts.ToList();
        var rounds = 0;
        while (CaseJudge.Judge(Case.Fold(facts), new(item, false, Permit.Rules, Permit.Calendar, Story.Local("2026-03-03 09:00"))) is { DeemAcceptedAt: not null } silent)
        {
            facts.Add(new(DeemedAcceptance.Fact("办件1", silent), facts.Count + 1, Story.Local("2026-03-03 09:00"), null));
            Assert.True(++rounds < 5);
        }
    }

    private static CaseDetails Promising(string? until) => until is null ? CaseDetails.None : new() { PromisedClosingTime = Story.Local(until) };

    private static Story LatelyAccepted(string? submitted, string? accepted) => new Story()
        .On("2026-03-02 09:00", CaseEventKind.Submitted, details: Promising(submitted))
        .On("2026-03-12 09:00", CaseEventKind.Accepted, details: Promising(accepted));

    private static CaseState Deem(Story story, string now) => Case.Fold([.. story.Facts, DeemedFact(story, now)]);

    private static RecordedFact DeemedFact(Story story, string now) =>
        new(DeemedAcceptance.Fact("办件1", story.Judged(now)), story.Facts.Count + 1, Story.Local(now), null);

    private static Judgement Judge(CaseState state, string now) =>
        CaseJudge.Judge(state, new(Permit.Item, false, Permit.Rules, Permit.Calendar, Story.Local(now)));
}
