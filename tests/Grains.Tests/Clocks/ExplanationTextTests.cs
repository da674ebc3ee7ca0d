using System.Globalization;
using Grains.Cases;
using Grains.Clocks;
using Grains.Tests.Calendars;
using Grains.Tests.Cases;
using Xunit;

namespace Grains.Tests.Clocks;

public sealed class ExplanationTextTests
{
    private static readonly DateTimeOffset Start = new(2024, 9, 27, 1, 30, 0, TimeSpan.Zero);

    [Fact]
    public void WorkingDays_AreExplainedInChinese() => Assert.Equal(
        [
            "起算：2024年9月27日（周五），当日不计入。",
            "期限：5个工作日。",
            "计入：9月29日（调休上班：国庆节）、9月30日、10月8日至10月10日（3天）。",
            "不计入：9月28日（周末）、10月1日至10月7日（节假日：国庆节，7天）。",
            "到期：2024年10月10日（周四）24时；此后即为超时。",
        ],
        Say("zh-CN", Limit.WorkingDays(5)));

    [Fact]
    public void WorkingDays_AreExplainedInEnglish() => Assert.Equal(
        [
            "Starts Fri 27 Sep 2024; that day does not count.",
            "Limit: 5 working days.",
            "Counted: 29 Sep (make-up working day: 国庆节), 30 Sep, 8 Oct to 10 Oct (3 days).",
            "Not counted: 28 Sep (weekend), 1 Oct to 7 Oct (holiday: 国庆节, 7 days).",
            "Due: Thu 10 Oct 2024, 24:00; late after that.",
        ],
        Say("en", Limit.WorkingDays(5)));

    [Fact]
    public void NoDayAtAll_IsExplainedAsTheSameDay()
    {
        Assert.Equal(
            ["起算：2024年9月27日（周五）。", "期限：当日，即起算当日为最后一日。", "到期：2024年9月27日（周五）24时；此后即为超时。"], Say("zh-CN", Limit.WorkingDays(0)));
        Assert.Equal(
            ["Starts Fri 27 Sep 2024.", "Limit: the same day; the starting day is the last.", "Due: Fri 27 Sep 2024, 24:00; late after that."],
            Say("en", Limit.CalendarDays(0)));
    }

    [Fact]
    public void SameDayThatIsADayOff_IsExplainedAsMoved()
    {
        var saturday = new DateTimeOffset(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);
        Assert.Equal(
            [
                "起算：2026年11月21日（周六）。",
                "期限：当日，即起算当日为最后一日。",
                "不计入：11月22日（周末）。",
                "最后一日逢休息日或中止日，顺延至2026年11月23日（周一）（民法典第二百零三条）。",
                "到期：2026年11月23日（周一）24时；此后即为超时。",
            ],
            Sentences("zh-CN", saturday, Limit.WorkingDays(0)));
        Assert.Contains(
            "The last day fell on a day off or a paused day and moves to Mon 23 Nov 2026 (Civil Code art. 203).",
            Sentences("en", saturday, Limit.WorkingDays(0)));
    }

    [Theory]
    [InlineData("zh-CN", "即办件：受理当日作出决定。")]
    [InlineData("en", "Immediate item (即办件): it is decided on the day of acceptance.")]
    public void ImmediateItem_IsExplainedAsDecidedOnTheDayOfAcceptance(string culture, string sentence)
    {
        var item = Permit.Item with { Limits = Permit.Item.Limits with { Legal = Limit.WorkingDays(0), Promised = Limit.WorkingDays(0), Accept = Limit.WorkingDays(0) } };
        var clocks = Story.Accepted().Clocks("2026-03-02 12:00", item).ToList();
        var said = clocks.ToDictionary(clock => clock.Kind, clock => ExplanationText.Sentences(Assert.Single(clock.Explain(Permit.Calendar)), CultureInfo.GetCultureInfo(culture)));
        Assert.Contains(sentence, said[ClockKind.Legal]);
        Assert.Contains(sentence, said[ClockKind.Promised]);
        // What is to be done on the day of receipt is to answer, not to decide.
        Assert.DoesNotContain(sentence, said[ClockKind.Accept]);
    }

    [Fact]
    public void Hours_AreExplainedWithTheirTimes() => Assert.Equal(
        [
            "起算：2024年9月27日（周五）09:30。",
            "期限：24小时，连续计算。",
            "中止：2024年9月27日（周五）12:30至2024年9月27日（周五）15:30（听证），其间不计。",
            "到期：2024年9月28日（周六）12:30；自此即为超时。",
        ],
        Say("zh-CN", Limit.Hours(24), new Pause(Start.AddHours(3), Start.AddHours(6), "听证")));

    [Fact]
    public void Pause_IsExplainedWithTheDaysItTookOut() => Assert.Contains(
        "中止：2024年10月9日（周三）至2024年10月12日（周六）（听证），扣除3天（中止当日不计，恢复当日计入）。",
        Say("zh-CN", Limit.WorkingDays(5), new Pause(Start.AddDays(12), Start.AddDays(15), "听证")));

    [Fact]
    public void OpenPause_IsExplainedWithTheDaysLeft()
    {
        var said = Say("en", Limit.WorkingDays(5), new Pause(Start.AddDays(12), null, "hearing"));
        Assert.Contains("Paused since Wed 9 Oct 2024 (hearing), not resumed yet.", said);
        Assert.Contains("The clock stands and nothing is due; days left when it goes on: 2.", said);
    }

    [Fact]
    public void MovedEnd_CitesTheCivilCode() => Assert.Contains(
        "最后一日逢休息日或中止日，顺延至2024年10月8日（周二）（民法典第二百零三条）。",
        Say("zh-CN", Limit.CalendarDays(4)));

    [Fact]
    public void ProvisionalResult_SaysHowFarTheArrangementReaches() => Assert.Contains(
        "节假日安排目前只覆盖2016年1月1日（周五）至2026年12月24日（周四），其外按星期推算，此结果为暂定。",
        Sentences("zh-CN", new(2026, 12, 23, 2, 0, 0, TimeSpan.Zero), Limit.WorkingDays(5)));

    [Fact]
    public void EveryUnit_HasItsSentences()
    {
        foreach (var unit in Enum.GetValues<LimitUnit>())
            foreach (var amount in new[] { 0, 1, 7 })
                foreach (var culture in new[] { "zh-CN", "en-US", "fr-FR" })
                    Assert.NotEmpty(Say(culture, new(amount, unit), new Pause(Start.AddHours(3), Start.AddHours(30), "x"), new Pause(Start.AddDays(9), null, "y")));
    }

    private static IEnumerable<string> Say(string culture, Limit limit, params Pause[] pauses) => Sentences(culture, Start, limit, pauses);

    private static IEnumerable<string> Sentences(string culture, DateTimeOffset start, Limit limit, params Pause[] pauses) =>
        ExplanationText.Sentences(Clock.Explain(NationCalendar.Shipped, start, limit, pauses), CultureInfo.GetCultureInfo(culture));
}
