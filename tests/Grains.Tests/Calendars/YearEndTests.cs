using Grains.Calendars;
using Grains.Cases;
using Grains.Clocks;
using Grains.Rules;
using Grains.Tests.Cases;
using Tenancy;
using Xunit;

namespace Grains.Tests.Calendars;

/// <summary>The platform runs into 2027: until that year's arrangement comes nobody can say which of its days are worked, afterwards everything is counted anew.</summary>
public sealed class YearEndTests
{
    private static readonly TenantId Province = new(1);

    private static readonly DateTimeOffset Arrival = Story.Local("2027-01-20 10:00");

    /// <summary>An arrangement as it might be: New Year's Day to 01-03, made up for on 01-09; the Spring Festival from 02-05 to 11.</summary>
    private static readonly HolidayArrangement NextYear = new(2027, ["国办发明电〔2026〕×号"],
    [
        .. Enumerable.Range(1, 3).Select(day => new ArrangedDay(new(2027, 1, day), "元旦", IsOffDay: true)),
        new(new(2027, 1, 9), "元旦", IsOffDay: false),
        .. Enumerable.Range(5, 7).Select(day => new ArrangedDay(new(2027, 2, day), "春节", IsOffDay: true)),
    ]);

    private static readonly CalendarHistory History = new(
        new([new(Province, "330000", "330000", "浙江省", Level.Province, null, "Asia/Shanghai", "a")]),
        [
            .. ShippedArrangements.All.Select((paper, index) => new PaperChange(index + 1, Story.Local("2025-12-01 00:00"), paper)),
            new PaperChange(100, Arrival, NextYear),
        ],
        [], Story.Local("2026-10-01 00:00"));

    /// <summary>Accepted on 12-17: promised in 10, by law due in 20 working days. By weekdays alone 12-31 and 01-14; the paper takes out 01-01 and adds 01-09.</summary>
    private static readonly Story Open = new Story()
        .On("2026-12-16 09:00", CaseEventKind.Submitted)
        .On("2026-12-17 10:00", CaseEventKind.Accepted);

    [Fact]
    public void Alarm_SoundsUntilTheNextArrangementComes()
    {
        Assert.False(On("2026-09-24 09:00").EndsSoon(new(2026, 9, 24)));
        foreach (var day in (string[])["2026-09-25", "2026-12-24", "2026-12-25", "2027-01-01", "2027-01-19"])
            Assert.True(On($"{day} 09:00").EndsSoon(Day(day)), day);
        Assert.False(On("2027-01-20 10:00").EndsSoon(new(2027, 1, 20)));
        Assert.Equal(new Coverage(new(2016, 1, 1), new(2027, 12, 24)), On("2027-01-20 10:00").Coverage);
    }

    [Fact]
    public void OpenCase_IsProvisionalAndRaisesNothing_HoweverFarThePlatformRunsWithoutTheArrangement()
    {
        foreach (var now in (string[])["2026-12-17 11:00", "2026-12-31 23:59", "2027-01-04 09:00", "2027-01-15 09:00", "2027-01-20 09:59"])
        {
            var judged = Judged(now);
            Assert.True(judged.Provisional, now);
            Assert.Empty(judged.Faults);
            Assert.False(judged.Late || judged.Overdue, now);
            Assert.Equal(Story.Local("2027-01-01 00:00"), judged.DueAt);
        }
    }

    [Fact]
    public void ArrangementThatComes_CountsTheOpenCaseAnew_AndRaisesWhatHasBecomeTrueFromItsOwnInstant()
    {
        var judged = Judged("2027-01-20 10:00");
        Assert.False(judged.Provisional);
        Assert.True(judged.Overdue);
        judged.Finds(RuleKind.PromiseMissed, Colour.Red, "2027-01-01 00:00");
        // 01-01 is no working day, 01-09 is one: by law still due on 01-14.
        judged.Finds(RuleKind.LegalLimitMissed, Colour.Red, "2027-01-15 00:00");
        Assert.Equal(100, On("2027-01-20 10:00").Version);
    }

    [Fact]
    public void CaseDecidedInTheMeantime_IsJudgedByTheDaysThatTheArrangementGave()
    {
        // Promised in 12 working days: by weekdays 01-04, by the paper 01-05, as 01-01 is none.
        var item = Permit.Item with { Limits = Permit.Item.Limits with { Promised = Limit.WorkingDays(12) } };
        var decided = new Story()
            .On("2026-12-17 10:00", CaseEventKind.Accepted)
            .On("2027-01-05 17:00", CaseEventKind.Approved, post: "head");
        var before = CaseJudge.Judge(decided.State, new(item, false, Permit.Rules, On("2027-01-06 09:00"), Story.Local("2027-01-06 09:00")));
        var after = CaseJudge.Judge(decided.State, new(item, false, Permit.Rules, On("2027-01-20 10:00"), Story.Local("2027-01-20 10:00")));
        Assert.False(before.Late || after.Late);
        before.DoesNotFind(RuleKind.PromiseMissed);
        after.DoesNotFind(RuleKind.PromiseMissed);
    }

    private static WorkCalendar On(string now) => History.For(Province, Story.Local(now));

    private static Judgement Judged(string now) => CaseJudge.Judge(Open.State, new(Permit.Item, false, Permit.Rules, On(now), Story.Local(now)));

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
