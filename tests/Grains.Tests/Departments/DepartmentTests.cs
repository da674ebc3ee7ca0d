using System.Buffers;
using Grains.Cases;
using Grains.Departments;
using Grains.Rules;
using Grains.Tests.Cases;
using Xunit;

namespace Grains.Tests.Departments;

public sealed class DepartmentTests
{
    // Monday 2026-03-09.
    private const string Today = "2026-03-09 10:00";

    [Fact]
    public void FactOfTheWorkingDayBefore_IsNotLate() =>
        Assert.Empty(Judge(After(DepartmentState.New, Today, Recorded("2026-03-06 00:00", Today)), Today).Faults);

    [Fact]
    public void FactOlderThanTheWorkingDayBefore_IsLateEntryOfTheDay()
    {
        var state = After(DepartmentState.New, Today, Recorded("2026-03-05 23:59", Today));
        var fault = Assert.Single(Judge(state, Today).Faults);
        Assert.Equal((RuleKind.LateEntry, Colour.Yellow, "late-entry:2026-03-09"), (fault.Kind, fault.Colour, fault.Key));
        Assert.Equal(Story.Local(Today), fault.TrueFrom);
    }

    [Fact]
    public void LateFactsOfOneDay_AreOneFault()
    {
        var state = After(DepartmentState.New, Today, Recorded("2026-03-04 09:00", Today));
        state = After(state, "2026-03-09 15:00", Recorded("2026-03-03 09:00", "2026-03-09 15:00"));
        var fault = Assert.Single(Judge(state, "2026-03-09 16:00").Faults);
        Assert.Equal("2", fault.Facts.Single(fact => fact.Key == "count").Value);
        Assert.Equal(Story.Local(Today), fault.TrueFrom);
    }

    [Fact]
    public void NextDay_BeginsAnew()
    {
        var state = After(DepartmentState.New, Today, Recorded("2026-03-04 09:00", Today));
        state = After(state, "2026-03-10 09:00", Recorded("2026-03-10 08:00", "2026-03-10 09:00"));
        Assert.Empty(Judge(state, "2026-03-10 09:00").Faults);
    }

    [Fact]
    public void HistoryAndThePlatformsOwnFacts_SayNothingOfTheDepartment()
    {
        var imported = Recorded("2011-10-11 09:00", Today, CaseSource.History);
        var own = Recorded("2026-03-02 09:00", Today, CaseSource.Platform);
        Assert.Equal(DepartmentState.New, After(DepartmentState.New, Today, imported, own));
    }

    [Fact]
    public void TenCasesTypedInWholeWithinAMinute_AreABatch()
    {
        var state = DepartmentState.New;
        for (var i = 0; i < 9; i++)
            state = After(state, $"2026-03-09 10:00:{i:00}", Whole($"2026-03-09 10:00:{i:00}"));
        Assert.DoesNotContain(Judge(state, Today).Faults, fault => fault.Kind == RuleKind.BatchEntry);
        state = After(state, "2026-03-09 10:00:59", Whole("2026-03-09 10:00:59"));
        Assert.Equal("batch-entry:2026-03-09", Assert.Single(Judge(state, Today).Faults, fault => fault.Kind == RuleKind.BatchEntry).Key);
    }

    [Fact]
    public void TenCasesTypedInOverTenMinutes_AreNoBatch()
    {
        var state = DepartmentState.New;
        for (var i = 0; i < 10; i++)
            state = After(state, $"2026-03-09 10:{i * 2:00}", Whole($"2026-03-09 10:{i * 2:00}"));
        Assert.DoesNotContain(Judge(state, Today).Faults, fault => fault.Kind == RuleKind.BatchEntry);
    }

    [Fact]
    public void CasesHandledOnTheSpot_AreNoBatch()
    {
        var cases = Enumerable.Range(0, 20).Select(_ => Whole(Today, new() { CaseType = CaseType.Immediate })).ToArray();
        Assert.DoesNotContain(Judge(After(DepartmentState.New, Today, cases), Today).Faults, fault => fault.Kind == RuleKind.BatchEntry);
    }

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
    public void FeedThatSpeaksAgain_IsSilentNoMore()
    {
        var state = After(DepartmentState.New, Today, Recorded(Today, Today));
        state = After(state, "2026-03-13 09:00", Recorded("2026-03-13 09:00", "2026-03-13 09:00"));
        Assert.Empty(Judge(state, "2026-03-13 09:00").Faults);
    }

    [Fact]
    public void DepartmentThatWorksOnForms_HasNoFeedToFallSilent()
    {
        var state = After(DepartmentState.New, Today, Recorded(Today, Today, CaseSource.Form));
        var judged = Judge(state, "2026-06-01 00:00");
        Assert.Empty(judged.Faults);
        Assert.Null(judged.NextCheckAt);
    }

    [Fact]
    public void SilenceBeyondTheCalendar_RaisesNothing()
    {
        var state = After(DepartmentState.New, "2026-12-24 09:00", Recorded("2026-12-24 09:00", "2026-12-24 09:00"));
        Assert.Empty(Judge(state, "2027-03-01 00:00").Faults);
    }

    [Fact]
    public void Snapshot_ReadsBackAsItWasWritten()
    {
        var state = After(DepartmentState.New, Today, Recorded("2026-03-04 09:00", Today), Whole(Today));
        var buffer = new ArrayBufferWriter<byte>();
        DepartmentCodec.Write(state, buffer);
        Assert.True(DepartmentCodec.TryRead(buffer.WrittenSpan, out var read));
        Assert.Equal(state, read);
        Assert.True(DepartmentCodec.TryRead([], out var none));
        Assert.Equal(DepartmentState.New, none);
        Assert.False(DepartmentCodec.TryRead(buffer.WrittenSpan[..^1], out _));
        Assert.False(DepartmentCodec.TryRead([9], out _));
    }

    private static DepartmentState After(DepartmentState state, string now, params Story[] cases)
    {
        var tally = new BatchTally(Permit.Rules, Permit.Calendar, Story.Local(now), 7);
        foreach (var one in cases)
            tally.Add(one.State, one.Facts);
        return Department.Evolve(state, tally.ToBatch());
    }

    private static DepartmentJudgement Judge(DepartmentState state, string now) =>
        DepartmentJudge.Judge(state, new(7, Permit.Rules, Permit.Calendar, Story.Local(now)));

    private static Story Recorded(string occurred, string recorded, CaseSource source = CaseSource.Interface) =>
        new Story { Source = source }.On(occurred, CaseEventKind.Submitted, recorded: recorded);

    /// <summary>A case of last Friday, told from acceptance to decision in one go.</summary>
    private static Story Whole(string recorded, CaseDetails? details = null) => new Story()
        .On("2026-03-06 09:00", CaseEventKind.Accepted, details: details, recorded: recorded)
        .On("2026-03-06 10:00", CaseEventKind.Approved, recorded: recorded);
}
