using System.Globalization;
using Grains.Cases;
using Grains.Clocks;
using Grains.Rules;
using Xunit;

namespace Grains.Tests.Cases;

/// <summary>Promised by 03-16, by law due on 03-30; a hearing from 03-16 to 03-18 was told of only when the promise was broken.</summary>
public sealed class BackdatedTests
{
    private static Story Backdated => Story.Accepted()
        .On("2026-03-16 15:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), id: "pause", recorded: "2026-03-19 09:00")
        .On("2026-03-18 09:00", CaseEventKind.Resumed, details: new() { Result = "passed" }, recorded: "2026-03-19 09:00");

    [Fact]
    public void PauseToldLate_MovesTheDeadlineAndIsAFaultOfItsOwn()
    {
        Story.Accepted().Judged("2026-03-18 12:00").Finds(RuleKind.PromiseMissed, Colour.Yellow, "2026-03-17 00:00");
        var judged = Backdated.Judged("2026-03-19 09:00");
        // 03-16 and 17 do not count: the tenth working day is 03-18.
        judged.Finds(RuleKind.PromiseMissed, Colour.Yellow, "2026-03-19 00:00");
        judged.Finds(RuleKind.DeadlineMovedLate, Colour.Yellow, "2026-03-17 00:00");
        Assert.Equal(
            [
                ("event", "pause"), ("happened", "suspended"), ("ground", "hearing"), ("began", "2026-03-16T07:00:00Z"),
                ("recordedAt", "2026-03-19T01:00:00Z"), ("dueBefore", "2026-03-16T16:00:00Z"), ("due", "2026-03-18T16:00:00Z"),
            ],
            judged.Of(RuleKind.DeadlineMovedLate)!.Facts.Select(fact => (fact.Key, fact.Value)));
    }

    [Fact]
    public void SignalOfTheMovedDeadline_NamesThePauseItRestsOn()
    {
        Assert.Contains(new("movedLateBy", "pause"), Backdated.Judged("2026-03-20 09:00").Of(RuleKind.PromiseMissed)!.Facts);
        Assert.DoesNotContain(Story.Accepted().Judged("2026-03-20 09:00").Of(RuleKind.PromiseMissed)!.Facts, fact => fact.Key == "movedLateBy");
    }

    [Fact]
    public void TwoPausesToldTogether_AreBothMeasuredByTheDeadlineBeforeThem()
    {
        var story = Story.Accepted()
            .On("2026-03-16 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), recorded: "2026-03-17 09:00")
            .On("2026-03-16 10:00", CaseEventKind.Resumed, details: new() { Result = "passed" }, recorded: "2026-03-17 09:00")
            .On("2026-03-16 15:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), recorded: "2026-03-17 09:00");
        Assert.Equal(2, story.Judged("2026-03-17 10:00").Faults.Count(fact => fact.Kind == RuleKind.DeadlineMovedLate && fact.TrueFrom == Story.Local("2026-03-17 00:00")));
    }

    [Theory]
    [InlineData("2026-03-19 09:00", "2026-03-19 09:00")]
    [InlineData("2026-03-19 09:00", "2026-03-19 10:00")]
    [InlineData("2026-03-19 10:00", "2026-03-19 09:00")]
    public void TwoPausesToldTooLate_AreMeasuredAlikeWhicheverWasToldFirst(string first, string second)
    {
        var judged = Story.Accepted()
            .On("2026-03-09 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), recorded: first)
            .On("2026-03-11 09:00", CaseEventKind.Resumed, details: new() { Result = "passed" }, recorded: first)
            .On("2026-03-16 15:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), id: "second", recorded: second)
            .On("2026-03-18 09:00", CaseEventKind.Resumed, details: new() { Result = "passed" }, recorded: second)
            .Judged("2026-03-20 09:00");
        var fault = judged.Faults.Single(fault => fault.Kind == RuleKind.DeadlineMovedLate && fault.Facts.Contains(new("event", "second")));
        Assert.Equal(Story.Local("2026-03-17 00:00"), fault.TrueFrom);
        Assert.Contains(new("dueBefore", "2026-03-16T16:00:00Z"), fault.Facts);
    }

    [Fact]
    public void PauseWhoseEndWasToldLater_StoodUntilThen()
    {
        var judged = Story.Accepted()
            .On("2026-03-04 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), recorded: "2026-03-04 09:00")
            .On("2026-03-10 09:00", CaseEventKind.Resumed, details: new() { Result = "passed" }, recorded: "2026-03-26 09:00")
            .On("2026-03-12 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), id: "second", recorded: "2026-03-26 09:00")
            .Judged("2026-03-26 10:00");
        var fault = judged.Faults.Single(fault => fault.Kind == RuleKind.DeadlineMovedLate && fault.Facts.Contains(new("event", "second")));
        Assert.DoesNotContain(fault.Facts, fact => fact.Key == "dueBefore" && fact.Value.Length > 0);
    }

    [Fact]
    public void ImportedHistory_IsNotMeasuredByWhenItWasRecorded() => new Story { Source = CaseSource.History }
        .On("2026-03-02 10:00", CaseEventKind.Accepted)
        .On("2026-03-04 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), recorded: "2026-06-01 09:00")
        .Judged("2026-06-01 09:00").DoesNotFind(RuleKind.DeadlineMovedLate);

    [Theory]
    [InlineData("zh-CN", "该中止于2026年3月19日（周四）09:00才录入。")]
    [InlineData("en-US", "That pause was recorded only on Thu 19 Mar 2026 at 09:00.")]
    public void Explanation_SaysWhenThePauseWasRecorded(string culture, string sentence)
    {
        var clock = Backdated.Clocks("2026-03-19 09:00").Single(clock => clock.Kind == ClockKind.Promised);
        var said = ExplanationText.Sentences(Assert.Single(clock.Explain(Permit.Calendar)), CultureInfo.GetCultureInfo(culture));
        Assert.Contains(sentence, said);
    }

    [Fact]
    public void Explanation_OfAPauseToldOnItsDay_SaysNothingMore()
    {
        var story = Story.Accepted().On("2026-03-16 15:00", CaseEventKind.Suspended, details: Pauses.Hearing(5));
        var clock = story.Clocks("2026-03-16 16:00").Single(clock => clock.Kind == ClockKind.Promised);
        Assert.DoesNotContain(ExplanationText.Sentences(Assert.Single(clock.Explain(Permit.Calendar)), CultureInfo.GetCultureInfo("zh-CN")), said => said.Contains("录入", StringComparison.Ordinal));
    }
}
