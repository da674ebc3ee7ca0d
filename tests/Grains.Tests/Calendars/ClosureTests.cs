using Grains.Calendars;
using Xunit;

namespace Grains.Tests.Calendars;

public sealed class ClosureTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Theory]
    [InlineData("2026-11-30", "台风", null)]
    [InlineData("2026-10-22", "台风", null)]
    [InlineData("2026-10-21", "台风", "closure-day-out-of-reach")]
    [InlineData("2027-12-27", "本地节日", "closure-day-out-of-reach")]
    [InlineData("2026-11-28", "台风", "closure-day-not-worked")]
    [InlineData("2026-11-30", " ", "closure-reason-missing")]
    [InlineData("2026-11-30", null, "closure-reason-missing")]
    public void Day_IsClosedOrRefusedWithACode(string day, string? reason, string? code) =>
        Assert.Equal(code, Closure.Make(NationCalendar.Shipped, NationCalendar.Day(day), reason, Today)?.Code);

    [Fact]
    public void DayClosedTwice_IsRefused()
    {
        var closed = NationCalendar.Shipped.WithClosures([new(new(2026, 11, 30), "台风")], version: 2);
        Assert.Equal("closure-day-not-worked", Closure.Make(closed, new(2026, 11, 30), "台风", Today)?.Code);
    }

    [Fact]
    public void OnlyAClosureOfOnesOwn_IsLifted()
    {
        DateOnly[] own = [new(2026, 11, 30)];
        Assert.Null(Closure.Lift(own, new(2026, 11, 30), "取消", Today));
        Assert.Equal("closure-unknown", Closure.Lift(own, new(2026, 12, 1), "取消", Today)?.Code);
        Assert.Equal("closure-reason-missing", Closure.Lift(own, new(2026, 11, 30), "", Today)?.Code);
    }
}
