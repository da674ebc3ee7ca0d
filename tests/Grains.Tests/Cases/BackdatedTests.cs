using System.Globalization;
using Grains.Cases;
using Grains.Clocks;
using Grains.Rules;
using Grains.Tests.Rules;
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
    public void PauseToldLate_IsFoundWhereItBeganAtTheInstantAtWhichAnotherWasResumed()
    {
        // Promised by 03-17 for the pause of 03-16; told of on the morning after, within a working day.
        var judged = Story.Accepted()
            .On("2026-03-16 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5))
            .On("2026-03-17 09:00", CaseEventKind.Resumed, details: new() { Result = "passed" })
            .On("2026-03-17 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), id: "pause", recorded: "2026-03-18 08:00")
            .Judged("2026-03-18 09:00");
        Assert.Equal(("pause", Story.Local("2026-03-18 00:00")), (judged.Of(RuleKind.DeadlineMovedLate)?.Discriminator, judged.Of(RuleKind.DeadlineMovedLate)?.TrueFrom));
    }

    [Theory]
    [InlineData("2026-03-17 10:00", "2026-03-17 10:00")]
    [InlineData("2026-03-17 10:00", "2026-03-17 11:00")]
    [InlineData("2026-03-17 11:00", "2026-03-17 10:00")]
    public void TwoMovesToldWhenTheDeadlineWasOver_AreBothToldLateWhicheverWasToldFirst(string first, string second)
    {
        // Not a working day late; but the promise had been broken since midnight.
        var judged = Story.Accepted()
            .On("2026-03-16 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), recorded: first)
            .On("2026-03-17 09:00", CaseEventKind.Resumed, details: new() { Result = "passed" }, recorded: first)
            .On("2026-03-16 15:00", CaseEventKind.Extended, details: new() { Days = 5, Approver = "head" }, recorded: second)
            .Judged("2026-03-18 10:00");
        Assert.Equal(2, judged.Faults.Count(fault => fault.Kind == RuleKind.DeadlineMovedLate
            && fault.TrueFrom == Story.Local("2026-03-17 00:00") && fault.Facts.Contains(new("dueBefore", "2026-03-16T16:00:00Z"))));
    }

    [Fact]
    public void ExtensionThatCountsOnlyThanksToAPauseToldTooLate_IsToldLateAsWell()
    {
        var judged = Story.Accepted()
            .On("2026-03-16 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), id: "pause", recorded: "2026-03-18 09:00")
            .On("2026-03-18 08:00", CaseEventKind.Resumed, details: new() { Result = "passed" }, recorded: "2026-03-18 09:00")
            .On("2026-03-17 10:00", CaseEventKind.Extended, details: new() { Days = 5, Approver = "head" }, id: "extension", recorded: "2026-03-18 09:00")
            .Judged("2026-03-18 10:00");
        Assert.Equal(Story.Local("2026-03-26 00:00"), judged.DueAt);
        var late = judged.Faults.Where(fault => fault.Kind == RuleKind.DeadlineMovedLate).ToList();
        Assert.Equal(["extension", "pause"], late.Select(fault => fault.Discriminator).Order(StringComparer.Ordinal));
        Assert.All(late, fault => Assert.Equal(Story.Local("2026-03-17 00:00"), fault.TrueFrom));
    }

    [Theory]
    [InlineData("2026-03-18 10:00:00", "2026-03-18 10:00:00", false)]
    [InlineData("2026-03-18 10:00:00", "2026-03-18 10:00:02", false)]
    [InlineData("2026-03-18 00:00:00", "2026-03-18 23:59:59", false)]
    [InlineData("2026-03-17 23:59:59", "2026-03-18 00:00:00", true)]
    [InlineData("2026-03-18 10:00:00", "2026-03-19 00:00:00", true)]
    public void ExtensionThatCountsThanksToAPauseToldTooLate_IsNotToldLateOnItsOwnLocalDay(string granted, string told, bool isLate)
    {
        var judged = Story.Accepted()
            .On("2026-03-16 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), id: "pause", recorded: "2026-03-17 11:00")
            .On("2026-03-18 08:00", CaseEventKind.Resumed, details: new() { Result = "passed" })
            .On(granted, CaseEventKind.Extended, details: new() { Days = 5, Approver = "head" }, id: "extension", recorded: told)
            .Judged("2026-03-19 10:00");
        Assert.Equal(Story.Local("2026-03-26 00:00"), judged.DueAt);
        Assert.Equal(isLate ? ["extension", "pause"] : ["pause"], LateIn(judged));
    }

    [Theory]
    [InlineData("2026-03-16 11:59:59", false)]
    [InlineData("2026-03-16 12:00:01", true)]
    public void PauseToldOnItsDayWhenThePromiseHadRunOut_IsToldLate(string told, bool isLate)
    {
        var judged = Story.Accepted(details: new() { PromisedClosingTime = Story.Local("2026-03-16 12:00") })
            .On("2026-03-16 11:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), id: "pause", recorded: told)
            .On("2026-03-18 09:00", CaseEventKind.Resumed, details: new() { Result = "passed" })
            .Judged("2026-03-18 10:00");
        Assert.Equal(isLate ? ["pause"] : [], LateIn(judged));
    }

    [Theory]
    [InlineData("2026-03-06 09:59:59", "2026-03-06 09:59:59", "first")]
    [InlineData("2026-03-06 10:00:01", "2026-03-06 09:59:59", "first")]
    [InlineData("2026-03-06 10:00:01", "2026-03-06 10:00:01", "first, second, third")]
    public void PauseToldOnItsDayWhenTheDeadlineMovedByAnotherHadRunOut_IsToldLate(string second, string third, string late)
    {
        // 72 hours ran out on 03-05 at ten; the first pause, told too late, moved that by a day. The third, told in time, keeps it open.
        var judged = Story.Accepted()
            .On("2026-03-05 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), id: "first", recorded: "2026-03-06 09:00")
            .On("2026-03-06 09:00", CaseEventKind.Resumed, details: new() { Result = "passed" })
            .On("2026-03-06 09:30", CaseEventKind.Suspended, details: Pauses.Hearing(5), id: "second", recorded: second)
            .On("2026-03-06 09:40", CaseEventKind.Resumed, details: new() { Result = "passed" }, recorded: second)
            .On("2026-03-06 09:50", CaseEventKind.Suspended, details: Pauses.Hearing(5), id: "third", recorded: third)
            .On("2026-03-09 09:00", CaseEventKind.Resumed, details: new() { Result = "passed" })
            .Judged("2026-03-09 10:00", Permit.Item with { Limits = Permit.Item.Limits with { Promised = new Limit(72, LimitUnit.Hours) } });
        Assert.Equal(late, string.Join(", ", LateIn(judged)));
    }

    [Fact]
    public void PauseOverAWeekendToldTogetherWithOneThatMoves_IsNotToldLate()
    {
        var judged = Story.Accepted()
            .On("2026-03-07 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), id: "weekend", recorded: "2026-03-17 09:00")
            .On("2026-03-09 08:00", CaseEventKind.Resumed, details: new() { Result = "passed" }, recorded: "2026-03-17 09:00")
            .On("2026-03-16 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), id: "hearing", recorded: "2026-03-17 09:00")
            .Judged("2026-03-17 10:00", rules: Permit.With(Preset.ShenzhenBase with
            {
                Rules = [.. Preset.ShenzhenBase.Rules.Select(rule => rule.Kind == RuleKind.DeadlineMovedLate ? rule.With(RuleParameter.WorkingDays, 30) : rule)],
            }));
        Assert.Equal("hearing", judged.Of(RuleKind.DeadlineMovedLate)?.Discriminator);
    }

    [Theory]
    [InlineData("2026-06-01 09:00")]
    [InlineData(null)]
    public void TwiceAsManyPauses_TakeNoMoreThanTwiceTheWork(string? recorded)
    {
        // What is allocated tells of the work, and does so on any machine.
        var (some, many) = (Work(250), Work(1000));
        Assert.True(many < 6 * some, $"{some} bytes for 250 pauses, {many} for 1,000");

        long Work(int pauses)
        {
            var story = Story.Accepted();
            for (var i = 0; i < pauses; i++)
            {
                var from = Story.Local("2026-03-03 09:00").AddMinutes(90 * i);
                story.On(Shanghai(from), CaseEventKind.Suspended, details: Pauses.Hearing(5), recorded: recorded);
                story.On(Shanghai(from.AddMinutes(60)), CaseEventKind.Resumed, details: new() { Result = "passed" }, recorded: recorded);
            }

            var state = story.State;
            CaseJudging context = new(Permit.Item, false, Permit.Rules, Permit.Calendar, Story.Local("2026-06-02 09:00"));
            CaseJudge.Judge(state, context);
            var before = GC.GetAllocatedBytesForCurrentThread();
            CaseJudge.Judge(state, context);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        static string Shanghai(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    [Fact]
    public void MoveToldWhileAnotherToldInTimeHadMovedTheDeadline_IsInTime()
    {
        var story = Story.Accepted()
            .On("2026-03-10 09:00", CaseEventKind.Extended, details: new() { Days = 5, Approver = "head" })
            .On("2026-03-16 15:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), recorded: "2026-03-17 09:00");
        story.Judged("2026-03-18 10:00").DoesNotFind(RuleKind.DeadlineMovedLate);
    }

    [Fact]
    public void PauseWithinADay_MovesNothingAndCoversNothingUp() => Story.Accepted()
        .On("2026-03-16 15:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), recorded: "2026-03-17 09:00")
        .On("2026-03-16 16:00", CaseEventKind.Resumed, details: new() { Result = "passed" }, recorded: "2026-03-17 09:00")
        .Judged("2026-03-17 10:00").DoesNotFind(RuleKind.DeadlineMovedLate);

    [Fact]
    public void PauseThatTookThePlaceOfAnother_IsNoMoveOfItsOwn() => Story.Accepted()
        .On("2026-03-16 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5))
        .On("2026-03-18 17:00", CaseEventKind.Suspended, details: Pauses.Hearing(5) with { Ground = "inspection" }, recorded: "2026-03-20 09:00")
        .On("2026-03-19 09:00", CaseEventKind.Resumed, details: new() { Result = "passed" })
        .Judged("2026-03-20 10:00", rules: Permit.With(Preset.ShenzhenBase with
        {
            Rules = [.. Preset.ShenzhenBase.Rules.Select(rule => rule.Kind == RuleKind.DeadlineMovedLate ? rule.With(RuleParameter.WorkingDays, 3) : rule)],
        })).DoesNotFind(RuleKind.DeadlineMovedLate);

    [Fact]
    public void PauseInARefusedCase_MovesNoDeadlineHoweverLateItIsTold() => new Story()
        .On("2026-03-02 09:00", CaseEventKind.Submitted)
        .On("2026-03-03 09:00", CaseEventKind.NotAccepted, details: new() { Reason = "理由", Remedies = "复议" })
        .On("2026-03-04 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), recorded: "2026-03-30 09:00")
        .On("2026-03-06 09:00", CaseEventKind.Accepted)
        .Judged("2026-03-30 10:00").DoesNotFind(RuleKind.DeadlineMovedLate);

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

    [Theory]
    [InlineData("2026-03-20 09:00", "2026-03-20 10:00")]
    [InlineData("2026-03-20 10:00", "2026-03-20 09:00")]
    public void EndOfAPauseKeptBack_KeepsNoDeadlineOpen(string end, string second)
    {
        // 03-16 to 18 do not count: what was left of the promise ended with 03-19.
        var judged = Story.Accepted()
            .On("2026-03-16 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5))
            .On("2026-03-19 09:00", CaseEventKind.Resumed, details: new() { Result = "passed" }, recorded: end)
            .On("2026-03-19 15:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), id: "second", recorded: second)
            .Judged("2026-03-20 11:00");
        var fault = judged.Of(RuleKind.DeadlineMovedLate);
        Assert.Equal(("second", Story.Local("2026-03-20 00:00")), (fault?.Discriminator, fault?.TrueFrom));
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

    private static IEnumerable<string> LateIn(Judgement judged) =>
        judged.Faults.Where(fault => fault.Kind == RuleKind.DeadlineMovedLate).Select(fault => fault.Discriminator).Order(StringComparer.Ordinal);
}
