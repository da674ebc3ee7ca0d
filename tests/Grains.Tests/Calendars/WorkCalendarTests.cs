using FsCheck;
using FsCheck.Fluent;
using Grains.Calendars;
using Xunit;
using static Grains.Tests.Calendars.NationCalendar;

namespace Grains.Tests.Calendars;

public sealed class WorkCalendarTests
{
    private static readonly DateOnly Origin = new(2010, 1, 1);

    private static Arbitrary<DateOnly> SomeDay { get; } =
        Gen.Choose(0, 25 * 366).Select(offset => Origin.AddDays(offset)).ToArbitrary();

    [Theory]
    [InlineData("2024-09-27", DayKind.WorkingDay, null)]
    [InlineData("2024-09-28", DayKind.Weekend, null)]
    [InlineData("2024-09-29", DayKind.MakeUpWorkday, "国庆节")]
    [InlineData("2024-10-05", DayKind.Holiday, "国庆节")]
    [InlineData("2018-12-29", DayKind.MakeUpWorkday, "元旦")]
    [InlineData("2018-12-31", DayKind.Holiday, "元旦")]
    [InlineData("2020-02-03", DayKind.WorkingDay, "春节")]
    [InlineData("2027-02-08", DayKind.WorkingDay, null)]
    public void Day_IsWhatTheArrangementSays(string day, DayKind kind, string? name)
    {
        Assert.Equal(kind, Shipped.Kind(Day(day)));
        Assert.Equal(name, Shipped.Special(Day(day))?.Name);
    }

    [Fact]
    public void ShippedYears_CoverFromTheirFirstDayToTheEveOfTheLastWeek()
    {
        Assert.Equal(new Coverage(new(2016, 1, 1), new(2026, 12, 24)), Shipped.Coverage);
        Assert.True(Shipped.Covers(new(2025, 12, 31)));
        Assert.False(Shipped.Covers(new(2026, 12, 25)));
        Assert.False(Shipped.Covers(new(2015, 12, 31)));
    }

    [Fact]
    public void MissingYear_LimitsTheCoverageToTheLastUnbrokenRun() =>
        Assert.Equal(new Coverage(new(2020, 1, 1), new(2022, 12, 24)), Coverage.Of([2016, 2017, 2022, 2021, 2020]));

    [Fact]
    public void NoYear_CoversNothing()
    {
        var bare = WorkCalendar.National([], Zone.Shanghai, version: 1);
        Assert.False(bare.Covers(new(2024, 1, 1)));
        Assert.Equal(new(2024, 10, 2), bare.AddWorkingDays(new(2024, 9, 30), 2));
    }

    [Fact]
    public void Alarm_SoundsNinetyDaysBeforeTheEnd()
    {
        Assert.False(Shipped.EndsSoon(new(2026, 9, 24)));
        Assert.True(Shipped.EndsSoon(new(2026, 9, 25)));
        Assert.Equal(33, Shipped.DaysUntilEnd(new(2026, 11, 21)));
    }

    [Fact]
    public void LocalClosure_TakesOutAWorkingDayAndLeavesAHolidayWhatItIs()
    {
        var local = Shipped.WithClosures([new(new(2024, 10, 9), "本地节日"), new(new(2024, 10, 12), "台风"), new(new(2024, 10, 5), "台风")], version: 7);
        Assert.Equal(DayKind.LocalClosure, local.Kind(new(2024, 10, 9)));
        Assert.Equal(DayKind.LocalClosure, local.Kind(new(2024, 10, 12)));
        Assert.Equal(DayKind.Holiday, local.Kind(new(2024, 10, 5)));
        Assert.Equal(new(2024, 10, 11), local.AddWorkingDays(new(2024, 9, 27), 5));
        Assert.Equal(7, local.Version);
    }

    [Fact]
    public void LocalClosure_IsInheritedByThoseBelow()
    {
        var city = Shipped.WithClosures([new(new(2024, 10, 9), "市")], version: 7);
        var county = city.WithClosures([new(new(2024, 10, 10), "县")], version: 3);
        Assert.False(county.IsWorkingDay(new(2024, 10, 9)));
        Assert.False(county.IsWorkingDay(new(2024, 10, 10)));
        Assert.True(city.IsWorkingDay(new(2024, 10, 10)));
        Assert.Equal(7, county.Version);
        Assert.Same(city, city.WithClosures([], version: 5));
    }

    [Fact]
    public void LocalClosure_BeyondTheCoverageCounts()
    {
        var local = Shipped.WithClosures([new(new(2027, 6, 1), "本地")], version: 2);
        Assert.Equal(new(2027, 6, 2), local.AddWorkingDays(new(2027, 5, 31), 1));
        Assert.Equal(Shipped.Coverage, local.Coverage);
    }

    [Fact]
    public void WorkingDays_BetweenTwoDaysAreCountedOneByOne() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(SomeDay, SomeDay, (a, b) =>
        {
            var (from, to) = a <= b ? (a, b) : (b, a);
            var naive = 0;
            for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
                naive += Shipped.IsWorkingDay(day) ? 1 : 0;
            return Shipped.WorkingDaysBetween(from, to) == naive && Shipped.WorkingDaysBetween(to, from) == -naive;
        }));

    [Fact]
    public void AddingWorkingDays_EndsOnAWorkingDayThatManyLater() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(SomeDay, Gen.Choose(1, 4000).ToArbitrary(), (day, count) =>
        {
            var end = Shipped.AddWorkingDays(day, count);
            return Shipped.IsWorkingDay(end) && Shipped.WorkingDaysBetween(day, end) == count;
        }));

    [Fact]
    public void SubtractingWorkingDays_EndsOnAWorkingDayThatManyEarlier() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(SomeDay, Gen.Choose(1, 2000).ToArbitrary(), (day, count) =>
        {
            var end = Shipped.AddWorkingDays(day, -count);
            return Shipped.IsWorkingDay(end) && end < day && Shipped.WorkingDaysBetween(end, day.AddDays(-1)) == count - 1;
        }));

    [Fact]
    public void SpecialDays_ListsAYearInOrder()
    {
        var year = Shipped.SpecialDays(new(2024, 1, 1), new(2024, 12, 31));
        Assert.Equal(36, year.Length);
        Assert.Equal(new(2024, 1, 1), year[0].Day);
        Assert.Equal(28, year.Count(day => day.Kind == DayKind.Holiday));
    }
}
