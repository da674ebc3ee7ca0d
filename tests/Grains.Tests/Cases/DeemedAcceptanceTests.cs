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

    private static CaseState Deem(Story story, string now) => Case.Fold([.. story.Facts, DeemedFact(story, now)]);

    private static RecordedFact DeemedFact(Story story, string now) =>
        new(DeemedAcceptance.Fact("办件1", story.Judged(now)), story.Facts.Count + 1, Story.Local(now), null);

    private static Judgement Judge(CaseState state, string now) =>
        CaseJudge.Judge(state, new(Permit.Item, false, Permit.Rules, Permit.Calendar, Story.Local(now)));
}
