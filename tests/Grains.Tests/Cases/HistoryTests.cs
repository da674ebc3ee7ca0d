using Grains.Cases;
using Grains.Rules;
using Xunit;

namespace Grains.Tests.Cases;

/// <summary>Imported logs, as wabo-receipt has them: promise and end are attributes of the first event.</summary>
public sealed class HistoryTests
{
    [Theory]
    [InlineData("2011-11-30 09:00", false)]
    [InlineData("2011-12-06 13:41:31", false)]
    [InlineData("2011-12-06 13:41:32", true)]
    public void ImportedCase_IsLateByItsOwnPromise(string closed, bool late)
    {
        var judged = Imported("2011-12-06 13:41:31", closed).JudgedWithoutItem("2026-11-21 09:00");
        Assert.Equal(late, judged.Late);
        Assert.False(judged.Overdue);
        Assert.Null(judged.NextCheckAt);
        Assert.Equal(late, judged.Of(RuleKind.PromiseMissed) is not null);
    }

    [Fact]
    public void UnfinishedImportedCase_IsOverdueAndRemindsNobody()
    {
        var judged = Imported("2011-12-06 13:41:31", null).JudgedWithoutItem("2026-11-21 09:00");
        Assert.True(judged.Overdue);
        Assert.Equal(RuleKind.PromiseMissed, Assert.Single(judged.Faults).Kind);
        Assert.Equal(Colour.Yellow, judged.Faults[0].Colour);
    }

    [Fact]
    public void LegalDeadlineOutsideTheCalendar_MakesNoImportedCaseLate()
    {
        var item = Permit.Item with { EffectiveFrom = new(2000, 1, 1) };
        var judged = Imported(null, "2013-01-01 09:00").Judged("2026-11-21 09:00", item);
        Assert.False(judged.Late);
        judged.DoesNotFind(RuleKind.LegalLimitMissed);
        judged.DoesNotFind(RuleKind.PromiseMissed);
    }

    [Fact]
    public void ItemVersionOfLaterYears_DoesNotJudgeImportedCases()
    {
        var story = Imported(null, null).On("2018-03-05 09:00", CaseEventKind.StepCompleted, "banquet");
        story.Judged("2026-11-21 09:00").DoesNotFind(RuleKind.FlowDeviation);
        Assert.Empty(story.Clocks("2026-11-21 09:00"));
    }

    [Fact]
    public void ImportedCaseDecidedInTime_IsNotLateByLawForBeingClosedLater()
    {
        var story = Story.Accepted(CaseSource.History)
            .On("2026-03-10 09:00", CaseEventKind.Approved, post: "head")
            .On("2026-04-20 09:00", CaseEventKind.Closed);
        Assert.All(story.Clocks("2026-05-06 09:00").Where(clock => clock.Kind is ClockKind.Legal or ClockKind.Promised), clock => Assert.False(clock.Missed));
        var judged = story.Judged("2026-05-06 09:00");
        judged.DoesNotFind(RuleKind.LegalLimitMissed);
        judged.DoesNotFind(RuleKind.PromiseMissed);
        Assert.False(judged.Late);
    }

    [Fact]
    public void ImportedCaseDecidedInTime_IsLateByThePromiseItCarriesWhenItWasClosedLater()
    {
        var story = Story.Accepted(CaseSource.History, new() { PromisedClosingTime = Story.Local("2026-03-20 17:00") })
            .On("2026-03-10 09:00", CaseEventKind.Approved, post: "head")
            .On("2026-04-20 09:00", CaseEventKind.Closed);
        var judged = story.Judged("2026-05-06 09:00");
        judged.DoesNotFind(RuleKind.LegalLimitMissed);
        Assert.NotNull(judged.Of(RuleKind.PromiseMissed));
        Assert.True(judged.Late);
    }

    [Fact]
    public void SilenceInImportedHistory_IsNotDeemedAcceptance() =>
        Assert.Null(new Story { Source = CaseSource.History }.On("2026-03-02 09:00", CaseEventKind.Submitted).Judged("2026-11-21 09:00").DeemAcceptedAt);

    [Fact]
    public void HastyImportedCase_RaisesNoDoubtAboutItsData() =>
        new Story { Source = CaseSource.History }
            .On("2026-03-02 10:00:00", CaseEventKind.Accepted)
            .On("2026-03-02 10:00:10", CaseEventKind.StepCompleted, "window")
            .On("2026-03-02 10:00:20", CaseEventKind.Approved)
            .Judged("2026-03-10 09:00").DoesNotFind(RuleKind.StepsWithinSeconds);

    [Fact]
    public void ReceiptOfAnImportedCase_IsTheApplicationItCarries() =>
        Assert.Equal(Story.Local("2011-10-11 13:42"), Imported(null, null).State.OpenedAt);

    private static Story Imported(string? promised, string? closed) => new Story { Source = CaseSource.History }.On(
        "2011-10-11 13:45",
        CaseEventKind.Accepted,
        details: new()
        {
            AppliedAt = Story.Local("2011-10-11 13:42"),
            PromisedClosingTime = promised is null ? null : Story.Local(promised),
            ClosedAt = closed is null ? null : Story.Local(closed),
        });
}
