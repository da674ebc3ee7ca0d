using FsCheck;
using FsCheck.Fluent;
using Grains.Calendars;
using Xunit;

namespace Grains.Tests.Calendars;

public sealed class ZoneTests
{
    private static readonly DateTimeOffset Origin = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static Arbitrary<DateTimeOffset> SomeInstant { get; } = Gen.Choose(0, 200 * 366)
        .SelectMany(day => Gen.Choose(0, 86_399).Select(second => Origin.AddDays(day).AddSeconds(second).AddTicks(second * 10)))
        .ToArbitrary();

    [Theory]
    [InlineData("Asia/Shanghai")]
    [InlineData("UTC")]
    [InlineData("Europe/Amsterdam")]
    [InlineData("America/Sao_Paulo")]
    [InlineData("Asia/Tokyo")]
    public void DayOf_IsTheSystemsLocalDay(string id)
    {
        var (zone, system) = (Zone.Of(id), TimeZoneInfo.FindSystemTimeZoneById(id));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(SomeInstant, instant =>
            zone.DayOf(instant) == DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, system).DateTime)));
    }

    [Theory]
    [InlineData("Asia/Shanghai")]
    [InlineData("Europe/Amsterdam")]
    [InlineData("America/Sao_Paulo")]
    public void Day_BeginsAtItsFirstInstantAndEndsBeforeTheNext(string id)
    {
        var zone = Zone.Of(id);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(SomeInstant, instant =>
        {
            var day = zone.DayOf(instant);
            var (start, end) = (zone.StartOf(day), zone.EndOf(day));
            return start <= instant && instant < end
                && zone.DayOf(start) == day && zone.DayOf(start.AddTicks(-1)) < day
                && zone.DayOf(end) > day && zone.DayOf(end.AddTicks(-1)) == day;
        }));
    }

    [Fact]
    public void Shanghai_ChangesDayAtSixteenHoursUtc()
    {
        Assert.Equal(new(2024, 9, 27), Zone.Shanghai.DayOf(new(2024, 9, 27, 15, 59, 59, TimeSpan.Zero)));
        Assert.Equal(new(2024, 9, 28), Zone.Shanghai.DayOf(new(2024, 9, 27, 16, 0, 0, TimeSpan.Zero)));
        Assert.Equal(new(2024, 9, 27, 16, 0, 0, TimeSpan.Zero), Zone.Shanghai.StartOf(new(2024, 9, 28)));
    }

    [Fact]
    public void Shanghai_KnowsItsSummerTimeOf1991() =>
        Assert.Equal(new(1991, 6, 30, 15, 0, 0, TimeSpan.Zero), Zone.Shanghai.StartOf(new(1991, 7, 1)));
}
