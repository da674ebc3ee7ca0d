using FsCheck;
using FsCheck.Fluent;
using Grains.Calendars;
using Grains.Clocks;
using Grains.Tests.Calendars;
using Xunit;

namespace Grains.Tests.Clocks;

public sealed class ClockTests
{
    private static readonly WorkCalendar Nation = NationCalendar.Shipped;
    private static readonly Config Thoroughly = Config.QuickThrowOnFailure.WithMaxTest(10_000);

    [Fact]
    public void Explanation_AlwaysAgreesWithTheClock() =>
        Check.One(Thoroughly, Prop.ForAll(SomeClock.Any, clock =>
            Clock.Explain(Nation, clock.Start, clock.Limit, clock.Pauses).Due == Clock.Due(Nation, clock.Start, clock.Limit, clock.Pauses)));

    [Fact]
    public void Explanation_CountsAsManyDaysAsTheLimitHas() =>
        Check.One(Thoroughly, Prop.ForAll(SomeClock.Any, clock =>
        {
            var explanation = Clock.Explain(Nation, clock.Start, clock.Limit, clock.Pauses);
            return clock.Limit.Unit is not (LimitUnit.WorkingDays or LimitUnit.CalendarDays)
                || explanation.Counted.Count() + explanation.DaysLeft == clock.Limit.Amount;
        }));

    [Fact]
    public void Pauses_ExcludeExactlyThePausedWorkingDays() =>
        Check.One(Thoroughly, Prop.ForAll(SomeClock.Any, clock =>
        {
            var limit = Limit.WorkingDays(clock.Limit.Amount + 1);
            var due = Clock.Due(Nation, clock.Start, limit, clock.Pauses);
            if (due.IsPaused)
                return clock.Pauses.Any(pause => pause.Until == null);
            var start = Nation.Zone.DayOf(clock.Start);
            var paused = Days(start, due.Day).Count(day => Nation.IsWorkingDay(day) && StandsAtEndOf(day, clock.Pauses));
            return Nation.WorkingDaysBetween(start, due.Day) - paused == limit.Amount;
        }));

    [Fact]
    public void Limit_NeverEndsWhileTheClockStands() =>
        Check.One(Thoroughly, Prop.ForAll(SomeClock.Any, clock =>
        {
            var due = Clock.Due(Nation, clock.Start, clock.Limit, clock.Pauses);
            return clock.Limit.Unit == LimitUnit.Hours || due.IsPaused || !StandsAtEndOf(due.Day, clock.Pauses);
        }));

    [Fact]
    public void LimitInDays_NeverEndsOnADayOff() =>
        Check.One(Thoroughly, Prop.ForAll(SomeClock.Any, clock =>
        {
            var due = Clock.Due(Nation, clock.Start, clock.Limit, clock.Pauses);
            return clock.Limit.Unit == LimitUnit.Hours || due.IsPaused || Nation.IsWorkingDay(due.Day);
        }));

    [Fact]
    public void Hours_AreCountedExactly() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(SomeClock.Any, clock =>
        {
            var limit = Limit.Hours(clock.Limit.Amount);
            return Clock.Due(Nation, clock.Start, limit, clock.Pauses).Instant == HourByHour(clock.Start, limit.Amount, clock.Pauses);
        }));

    [Fact]
    public void OrderOfPauses_DoesNotMatter() =>
        Check.One(Thoroughly, Prop.ForAll(SomeClock.Any, clock =>
            Clock.Due(Nation, clock.Start, clock.Limit, clock.Pauses)
            == Clock.Due(Nation, clock.Start, clock.Limit, [.. clock.Pauses.Reverse()])));

    [Fact]
    public void ManyPauses_AreCountedAsFew()
    {
        var start = new DateTimeOffset(2024, 3, 4, 2, 0, 0, TimeSpan.Zero);
        Pause[] pauses = [.. Enumerable.Range(1, 40).Select(day => new Pause(start.AddDays(day), start.AddDays(day).AddHours(1), "检验"))];
        Assert.Equal(Clock.Due(Nation, start, Limit.WorkingDays(20)), Clock.Due(Nation, start, Limit.WorkingDays(20), pauses));
    }

    [Fact]
    public void Due_IsLateFromTheFirstInstantOfTheNextDay()
    {
        var due = Clock.Due(Nation, new(2024, 9, 27, 2, 0, 0, TimeSpan.Zero), Limit.WorkingDays(5));
        Assert.Equal(new(2024, 10, 10), due.Day);
        Assert.Equal(new DateTimeOffset(2024, 10, 10, 16, 0, 0, TimeSpan.Zero), due.Instant);
        Assert.False(due.IsLate(due.Instant.AddTicks(-10)));
        Assert.True(due.IsLate(due.Instant));
    }

    [Fact]
    public void Due_AllocatesNothing()
    {
        var start = new DateTimeOffset(2024, 9, 27, 2, 0, 0, TimeSpan.Zero);
        Pause[] pauses = [new(start.AddDays(3), start.AddDays(20), "听证"), new(start.AddDays(1), start.AddDays(2), "检验")];
        Clock.Due(Nation, start, Limit.WorkingDays(20), pauses);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var amount = 0; amount < 1000; amount++)
        {
            Clock.Due(Nation, start, Limit.WorkingDays(amount % 60), pauses);
            Clock.Due(Nation, start, Limit.CalendarDays(amount % 60));
            Clock.Due(Nation, start, Limit.Hours(amount % 60), pauses);
        }
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(Limit.MaxAmount + 1)]
    public void LimitOutOfRange_IsAnError(int amount)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Clock.Due(Nation, DateTimeOffset.UnixEpoch, Limit.WorkingDays(amount)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Clock.Explain(Nation, DateTimeOffset.UnixEpoch, Limit.Months(amount)));
    }

    [Fact]
    public void Penalty_IsNinetyCalendarDays() => Assert.Equal(Limit.CalendarDays(90), LegalDefaults.Penalty.Limit);

    private static IEnumerable<DateOnly> Days(DateOnly after, DateOnly to)
    {
        for (var day = after.AddDays(1); day <= to; day = day.AddDays(1))
            yield return day;
    }

    private static bool StandsAtEndOf(DateOnly day, Pause[] pauses)
    {
        var lastTick = Nation.Zone.EndOf(day).AddTicks(-1);
        return pauses.Any(pause => pause.From <= lastTick && (pause.Until == null || pause.Until > lastTick));
    }

    private static DateTimeOffset HourByHour(DateTimeOffset start, int hours, Pause[] pauses)
    {
        var at = start;
        for (var left = hours; left > 0; at = at.AddHours(1))
        {
            if (pauses.Any(pause => pause.From <= at && pause.Until == null))
                return DateTimeOffset.MaxValue;
            if (!pauses.Any(pause => pause.From <= at && at < pause.Until))
                left--;
        }
        return at;
    }
}
