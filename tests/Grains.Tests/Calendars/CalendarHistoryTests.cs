using Grains.Calendars;
using Tenancy;
using Xunit;

namespace Grains.Tests.Calendars;

public sealed class CalendarHistoryTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 4, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Monday = new(2026, 11, 30);
    private static readonly TenantId Province = new(1);
    private static readonly TenantId City = new(2);
    private static readonly TenantId County = new(3);
    private static readonly TenantId OtherCity = new(4);
    private static readonly JurisdictionTree Tree = new(
    [
        Node(1, "330000", Level.Province, null), Node(2, "330800", Level.City, 1),
        Node(3, "330802", Level.County, 2), Node(4, "330100", Level.City, 1),
    ]);

    private static readonly PaperChange[] Papers =
        [.. ShippedArrangements.All.Select((paper, index) => new PaperChange(index + 1, Now.AddYears(-1), paper))];

    [Fact]
    public void Closure_HoldsForTheJurisdictionAndThoseBelow()
    {
        var history = History(Change(City, 12, Monday));
        Assert.True(history.For(Province, Now).IsWorkingDay(Monday));
        Assert.False(history.For(City, Now).IsWorkingDay(Monday));
        Assert.False(history.For(County, Now).IsWorkingDay(Monday));
        Assert.True(history.For(OtherCity, Now).IsWorkingDay(Monday));
    }

    [Fact]
    public void Version_GrowsOnlyWhereTheCalendarChanges()
    {
        var history = History(Change(City, 12, Monday));
        Assert.Equal(11, history.For(Province, Now).Version);
        Assert.Equal(12, history.For(County, Now).Version);
        Assert.Equal(11, history.For(OtherCity, Now).Version);
        Assert.Equal(12, history.Version);
    }

    [Fact]
    public void LiftedClosure_IsAWorkingDayOfANewerVersion()
    {
        var history = History(Change(City, 12, Monday), Change(City, 13, Monday, closed: false));
        Assert.True(history.For(County, Now).IsWorkingDay(Monday));
        Assert.Equal(13, history.For(County, Now).Version);
        Assert.Empty(history.OwnClosures(City, Now));
    }

    [Fact]
    public void Change_HoldsFromItsInstantOn()
    {
        var history = History(Change(City, 12, Monday) with { EffectiveAt = Now.AddSeconds(5) });
        Assert.True(history.For(City, Now.AddSeconds(5).AddTicks(-1)).IsWorkingDay(Monday));
        Assert.False(history.For(City, Now.AddSeconds(5)).IsWorkingDay(Monday));
        Assert.Equal(Monday, Assert.Single(history.OwnClosures(City, DateTimeOffset.MaxValue)).Day);
    }

    [Fact]
    public void LaterPaperOfAYear_ReplacesTheEarlierOne()
    {
        var bare = new HolidayArrangement(2026, [], []);
        var history = new CalendarHistory(Tree, [.. Papers, new PaperChange(12, Now, bare)], [], Now);
        Assert.Equal(DayKind.WorkingDay, history.For(Province, Now).Kind(new(2026, 10, 1)));
    }

    [Fact]
    public void JurisdictionInAnotherZone_InheritsClosuresInItsOwnDays()
    {
        var west = new Jurisdiction(new(5), "650000", "650000", "650000", Level.City, City, "Asia/Urumqi", "a");
        var history = new CalendarHistory(new([.. Tree.All, west]), Papers, [Change(City, 12, Monday)], Now);
        var calendar = history.For(new(5), Now);
        Assert.Equal("Asia/Urumqi", calendar.Zone.Id);
        Assert.False(calendar.IsWorkingDay(Monday));
        Assert.Equal(12, calendar.Version);
    }

    [Fact]
    public void JurisdictionWithoutOwnChanges_SharesItsParentsCalendar()
    {
        var history = History(Change(City, 12, Monday));
        Assert.Same(history.For(City, Now), history.For(County, Now));
    }

    [Fact]
    public void CalendarsOfAWholeProvince_AreNotAllHeld_AndAreMadeAgainAlike()
    {
        Jurisdiction[] counties = [.. Enumerable.Range(100, 1000).Select(id => Node(id, $"county-{id}", Level.County, 2))];
        var history = new CalendarHistory(
            new([.. Tree.All, .. counties]), Papers, counties.Select((county, at) => Change(county.Id, 12 + at, Monday.AddDays(at % 5))), Now);
        for (var round = 0; round < 2; round++)
        {
            for (var at = 0; at < counties.Length; at++)
            {
                var calendar = history.For(counties[at].Id, Now);
                Assert.False(calendar.IsWorkingDay(Monday.AddDays(at % 5)));
                Assert.True(calendar.IsWorkingDay(Monday.AddDays((at + 1) % 5)));
                Assert.Equal(12 + at, calendar.Version);
                Assert.InRange(history.Held, 1, 256);
            }
        }
    }

    [Fact]
    public void TownshipsThatInheritOneCalendar_LetItBeMadeOnce_HoweverMany()
    {
        Jurisdiction[] townships = [.. Enumerable.Range(100, 300).Select(id => Node(id, $"township-{id}", Level.Township, 3))];
        var history = new CalendarHistory(new([.. Tree.All, .. townships]), Papers, [Change(City, 12, Monday)], Now);
        var first = history.For(townships[0].Id, Now);
        for (var round = 0; round < 2; round++)
            Assert.All(townships, township => Assert.Same(first, history.For(township.Id, Now)));
        Assert.Same(first, history.For(City, Now));
        Assert.Equal(2, history.Held);
    }

    private static CalendarHistory History(params ClosureChange[] closures) => new(Tree, Papers, closures, Now);

    private static ClosureChange Change(TenantId tenant, int version, DateOnly day, bool closed = true) =>
        new(tenant, version, Now.AddDays(-1), day, closed, "本地节日");

    private static Jurisdiction Node(int id, string code, Level level, int? parent) =>
        new(new(id), code, code, code, level, parent is { } above ? new TenantId(above) : null, "Asia/Shanghai", "a");
}
