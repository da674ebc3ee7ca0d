using Grains.Cases;
using Grains.Departments;
using Grains.Rules;
using Grains.Tests.Cases;
using Xunit;
using static Grains.Tests.Departments.Told;

namespace Grains.Tests.Departments;

/// <summary>A feed that falls silent, and who owes one.</summary>
public sealed class SilenceTests
{
    [Fact]
    public void FeedSilentForThreeWorkingDays_IsAFaultThatGrows()
    {
        var state = After(DepartmentState.New, Today, Recorded(Today, Today));
        Assert.Empty(Judge(state, "2026-03-12 23:59").Faults);
        Assert.Equal(Story.Local("2026-03-13 00:00"), Judge(state, "2026-03-12 23:59").NextCheckAt);
        var fault = Assert.Single(Judge(state, "2026-03-13 00:00").Faults);
        Assert.Equal((RuleKind.SilentFeed, Colour.Yellow, "silent-feed:2026-03-09"), (fault.Kind, fault.Colour, fault.Key));
        Assert.Equal(Story.Local("2026-03-17 00:00"), Judge(state, "2026-03-13 00:00").NextCheckAt);
        Assert.Equal(Colour.Red, Assert.Single(Judge(state, "2026-03-17 00:00").Faults).Colour);
    }

    [Fact]
    public void FeedThatSpeaksAgainInTime_WasNotSilent()
    {
        var state = After(DepartmentState.New, Today, Recorded(Today, Today));
        state = After(state, "2026-03-12 23:59", Recorded("2026-03-12 23:59", "2026-03-12 23:59"));
        Assert.Empty(Judge(state, "2026-03-16 09:00").Faults);
    }

    [Theory]
    [InlineData("2026-03-13 09:00", "2026-03-13 09:00", Colour.Yellow)]
    [InlineData("2026-03-13 09:00", "2026-03-18 09:00", Colour.Yellow)]
    [InlineData("2026-03-17 00:00:01", "2026-03-17 00:00:01", Colour.Red)]
    public void SilenceThatAFeedEnded_IsFoundThoughNobodyLookedWhileItLasted(string spoke, string now, Colour colour)
    {
        var state = After(DepartmentState.New, Today, Recorded(Today, Today));
        state = After(state, spoke, Recorded(spoke, spoke));
        var fault = Assert.Single(Judge(state, now).Faults);
        Assert.Equal(("silent-feed:2026-03-09", Story.Local("2026-03-13 00:00"), colour), (fault.Key, fault.TrueFrom, fault.Colour));
    }

    [Fact]
    public void SilenceThatGoesOn_KeepsItsDayUnderANewVersionOfTheRules()
    {
        var second = Preset.ShenzhenBase with { Version = 2, EffectiveFrom = Story.Local("2026-03-16 12:00") };
        var rules = new Rulebooks([Preset.ShenzhenBase, second], Tenancy.Level.County, new Dictionary<string, int>());
        var state = After(DepartmentState.New, Today, Recorded(Today, Today));
        var fault = Assert.Single(DepartmentJudge.Judge(state, new(7, OwnSystem.Always, rules, Permit.Calendar, Story.Local("2026-03-16 13:00"))).Faults);
        Assert.Equal(Story.Local("2026-03-13 00:00"), fault.TrueFrom);
    }

    [Theory]
    [InlineData(CaseSource.Interface)]
    [InlineData(CaseSource.Hall)]
    [InlineData(CaseSource.BulkFile)]
    [InlineData(CaseSource.Online)]
    public void FeedOfWhateverSystem_IsAwaitedAndHeard(CaseSource source)
    {
        var state = After(DepartmentState.New, Today, Recorded(Today, Today, source));
        Assert.Single(Judge(state, "2026-03-13 00:00").Faults);
        state = After(state, "2026-03-12 23:59", Recorded("2026-03-12 23:59", "2026-03-12 23:59", source));
        Assert.Empty(Judge(state, "2026-03-16 09:00").Faults);
    }

    [Fact]
    public void DepartmentThatWorksOnForms_HasNoFeedToFallSilent()
    {
        var state = After(DepartmentState.New, Today, Recorded(Today, Today, CaseSource.Form));
        var judged = Judge(state, "2026-06-01 00:00");
        Assert.Empty(judged.Faults);
        Assert.Null(judged.NextCheckAt);
    }

    [Theory]
    [InlineData("2026-03-11 09:00", 0)]
    [InlineData("2026-03-16 09:00", 1)]
    public void DepartmentMovedToTheForms_OwesNoFeedFromThenOn(string moved, int faults)
    {
        var state = After(DepartmentState.New, "2026-03-09 09:00", Recorded("2026-03-09 09:00", "2026-03-09 09:00"));
        var judged = Judge(state, "2026-06-01 00:00", system: new(false, Story.Local(moved)));
        Assert.Equal(faults, judged.Faults.Length);
        Assert.All(judged.Faults, fault => Assert.Equal(("silent-feed:2026-03-09", Story.Local("2026-03-13 00:00")), (fault.Key, fault.TrueFrom)));
        Assert.Empty(Judge(state, "2026-06-01 00:00", system: new(false)).Faults);
    }

    [Theory]
    [InlineData("2026-02-20 09:00", 1)]
    [InlineData("2026-03-01 10:00", 0)]
    [InlineData("2026-03-06 09:00", 0)]
    public void DepartmentThatGoesOnFeedingThoughCalledWithoutASystem_IsAwaited_ButNotForWhatWasOnItsWay(string moved, int faults)
    {
        var state = After(DepartmentState.New, "2026-03-06 09:00", Recorded("2026-03-06 09:00", "2026-03-06 09:00"));
        state = After(state, "2026-03-09 09:00", Recorded("2026-03-09 09:00", "2026-03-09 09:00"));
        Assert.Equal(faults, Judge(state, "2026-03-13 00:00", system: new(false, Story.Local(moved))).Faults.Length);
    }

    [Fact]
    public void EventPutRightWeeksAfterTheMoveToTheForms_OwesNoFeed()
    {
        var state = After(DepartmentState.New, "2026-03-09 09:00", Recorded("2026-03-09 09:00", "2026-03-09 09:00"));
        state = After(state, "2026-04-01 10:00", Recorded("2026-03-09 08:00", "2026-04-01 10:00"));
        Assert.DoesNotContain(Judge(state, "2026-06-01 00:00", system: new(false, Story.Local("2026-03-09 09:30"))).Faults, fault => fault.Kind == RuleKind.SilentFeed);
    }

    [Fact]
    public void DepartmentThatGetsASystemAgain_IsAwaitedFromThenOn()
    {
        var state = After(DepartmentState.New, "2026-03-09 09:00", Recorded("2026-03-09 09:00", "2026-03-09 09:00"));
        var system = new OwnSystem(true, Story.Local("2026-03-11 09:00"), Story.Local("2026-05-11 09:00"));
        Assert.Empty(Judge(state, "2026-05-14 23:59", system: system).Faults);
        Assert.Equal(Story.Local("2026-05-15 00:00"), Assert.Single(Judge(state, "2026-05-15 00:00", system: system).Faults).TrueFrom);
        state = After(state, "2026-05-13 09:00", Recorded("2026-05-13 09:00", "2026-05-13 09:00"));
        Assert.Empty(Judge(state, "2026-05-14 00:00", system: system).Faults);
    }

    [Theory]
    [InlineData(true, "2026-06-01 09:00")]
    [InlineData(false, "2026-05-11 09:00")]
    public void DepartmentMovedToTheFormsTwice_OwesNothingForTheTimeBetween(bool has, string since)
    {
        var state = After(DepartmentState.New, "2026-03-09 09:00", Recorded("2026-03-09 09:00", "2026-03-09 09:00"));
        Assert.Empty(Judge(state, "2026-06-02 09:00", system: new(has, Story.Local("2026-05-12 09:00"), Story.Local(since))).Faults);
    }

    [Fact]
    public void SilenceBeyondTheCalendar_RaisesNothing()
    {
        var state = After(DepartmentState.New, "2026-12-24 09:00", Recorded("2026-12-24 09:00", "2026-12-24 09:00"));
        Assert.Empty(Judge(state, "2027-03-01 00:00").Faults);
    }

    [Theory]
    [InlineData("2026-12-24 09:00", "2026-12-25 00:00")]
    [InlineData("2026-12-25 00:00", "2026-12-26 00:00")]
    [InlineData("2027-03-01 10:00", "2027-03-02 00:00")]
    public void SilenceBeyondTheCalendar_IsAskedForAtItsEndAndThenEveryDay(string now, string next)
    {
        var state = After(DepartmentState.New, "2026-12-23 09:00", Recorded("2026-12-23 09:00", "2026-12-23 09:00"));
        Assert.Equal(Story.Local(next), Judge(state, now).NextCheckAt);
    }
}
