using System.Buffers;
using Grains.Cases;
using Grains.Departments;
using Grains.Rules;
using Grains.Tests.Cases;
using Xunit;
using static Grains.Tests.Departments.Told;

namespace Grains.Tests.Departments;

public sealed class DepartmentTests
{
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
    public void CaseWhoseLastFactsShareAnInstant_IsOneCaseOfABatch()
    {
        var tally = new BatchTally(Permit.Rules, Permit.Calendar, Story.Local(Today), 7);
        var story = EndedAtOnce(Today);
        tally.Add(story.State, story.Facts);
        Assert.Equal(1, Assert.Single(tally.ToBatch().Whole).Count);
    }

    [Fact]
    public void TwoCasesWhoseLastFactsShareAnInstant_AreNoBatchOfTen() =>
        Assert.DoesNotContain(
            Judge(After(DepartmentState.New, Today, EndedAtOnce(Today), EndedAtOnce(Today)), Today).Faults, fault => fault.Kind == RuleKind.BatchEntry);

    [Fact]
    public void FactThatFollowsTheEnd_EndsTheCaseNoSecondTime()
    {
        var story = new Story()
            .On("2026-03-06 09:00", CaseEventKind.Accepted, recorded: Today)
            .On("2026-03-06 10:00", CaseEventKind.Approved, recorded: Today)
            .On("2026-03-06 10:00", CaseEventKind.Delivered, recorded: "2026-03-09 10:00:05");
        var tally = new BatchTally(Permit.Rules, Permit.Calendar, Story.Local("2026-03-09 10:00:05"), 7);
        tally.Add(story.State, [story.Facts[2]]);
        Assert.Empty(tally.ToBatch().Whole);
    }

    [Fact]
    public void EveryRuleOnLateEntry_CountsByItsOwnLimit()
    {
        var late = Preset.ShenzhenBase.Find("late-entry")!;
        var own = late with { Code = "late-entry-month", Colour = Colour.Red, Parameters = [new(RuleParameter.WorkingDays, 20)] };
        var rules = Permit.With(Preset.ShenzhenBase with { Rules = Preset.ShenzhenBase.Rules.Add(own) });
        Assert.Equal(["late-entry"], Found("2026-03-05 09:00"));
        Assert.Equal(["late-entry", "late-entry-month"], Found("2026-01-05 09:00"));

        IEnumerable<string> Found(string occurred) => Judge(
            After(DepartmentState.New, Today, rules, Recorded(occurred, Today)), Today, rules).Faults.Select(fault => fault.Rule);
    }

    [Fact]
    public void EveryRuleOnBatchEntry_CountsByItsOwnWindow()
    {
        var batch = Preset.ShenzhenBase.Find("batch-entry")!;
        var own = batch with { Code = "batch-entry-day", Parameters = [new(RuleParameter.Seconds, 86_400), new(RuleParameter.Count, 20)] };
        var rules = Permit.With(Preset.ShenzhenBase with { Rules = Preset.ShenzhenBase.Rules.Add(own) });
        var state = DepartmentState.New;
        for (var i = 0; i < 20; i++)
            state = After(state, $"2026-03-09 10:{i * 2:00}", rules, Whole($"2026-03-09 10:{i * 2:00}"));
        Assert.Equal(["batch-entry-day"], Judge(state, "2026-03-09 11:00", rules).Faults.Where(fault => fault.Kind == RuleKind.BatchEntry).Select(fault => fault.Rule));
    }

    [Fact]
    public void TenWholeCasesWithinAMinute_AreABatchWhereverItBegins()
    {
        var state = DepartmentState.New;
        foreach (var (at, cases) in ((string, int)[])[("2026-03-09 10:00:00", 1), ("2026-03-09 10:00:59", 5), ("2026-03-09 10:01:02", 5)])
            state = After(state, at, [.. Enumerable.Range(0, cases).Select(_ => Whole(at))]);
        var fault = Assert.Single(Judge(state, "2026-03-09 10:02").Faults, fault => fault.Kind == RuleKind.BatchEntry);
        Assert.Equal(("10", Story.Local("2026-03-09 10:00:59")), (fault.Facts.Single(fact => fact.Key == "count").Value, fault.TrueFrom));
    }

    [Fact]
    public void ManyCasesTypedInOneByOne_KeepTheStateSmallAndAreABatch()
    {
        var many = Permit.With(Preset.ShenzhenBase with
        {
            Rules = [Preset.ShenzhenBase.Find("batch-entry")! with { Parameters = [new(RuleParameter.Seconds, 3600), new(RuleParameter.Count, 1000)] }],
        });
        var state = DepartmentState.New;
        for (var i = 0; i < 1100; i++)
        {
            var at = Story.Local("2026-03-09 10:00").AddSeconds(3 * i);
            state = Department.Evolve(state, new(at, new(2026, 3, 9), 1, 1, [], [new("batch-entry", 3600, 1, null)]));
            Assert.True(Assert.Single(state.Runs).Cases.Length <= 64);
        }

        Assert.Equal("batch-entry", Assert.Single(Judge(state, "2026-03-09 11:00", many).Faults).Rule);
    }

    [Fact]
    public void LateEntryThatTurnsRed_TurnsRedWhateverIsToldInBetween()
    {
        var late = Preset.ShenzhenBase.Find("late-entry")!;
        var rules = Permit.With(Preset.ShenzhenBase with { Rules = Preset.ShenzhenBase.Rules.Replace(late, late with { RedAfter = 1, RedPoints = 30 }) });
        var state = After(DepartmentState.New, Today, rules, Recorded("2026-03-03 10:00", Today));
        Assert.Equal(Colour.Yellow, Found("2026-03-10 23:59"));
        Assert.Equal(Colour.Red, Found("2026-03-11 00:00"));
        state = After(state, "2026-03-10 10:00", rules, Recorded("2026-03-10 09:00", "2026-03-10 10:00"));
        Assert.Equal(Colour.Yellow, Found("2026-03-10 23:59"));
        Assert.Equal(Colour.Red, Found("2026-03-11 00:00"));
        state = After(state, "2026-03-13 10:00", rules, Recorded("2026-03-13 09:00", "2026-03-13 10:00"));
        Assert.Equal(Colour.Red, Found("2026-03-13 10:00"));
        // Judged then, it can change no more.
        Assert.Empty(After(state, "2026-03-16 10:00", rules, Recorded("2026-03-16 09:00", "2026-03-16 10:00")).Marks);

        Colour? Found(string now) => Judge(state, now, rules).Faults.FirstOrDefault(fault => fault.Key == "late-entry:2026-03-09")?.Colour;
    }

    [Fact]
    public void Snapshot_ReadsBackAsItWasWritten()
    {
        var state = After(DepartmentState.New, Today, Recorded("2026-03-04 09:00", Today), Whole(Today));
        var buffer = new ArrayBufferWriter<byte>();
        DepartmentCodec.Write(state, buffer);
        Assert.True(DepartmentCodec.TryRead(buffer.WrittenSpan, out var read));
        var again = new ArrayBufferWriter<byte>();
        DepartmentCodec.Write(read, again);
        Assert.True(again.WrittenSpan.SequenceEqual(buffer.WrittenSpan));
        Assert.Equal((state.Facts, state.FedBefore, state.LastFedAt), (read.Facts, read.FedBefore, read.LastFedAt));
        Assert.Equal(state.Marks, read.Marks);
        Assert.Equal(state.Runs.Single().Cases, read.Runs.Single().Cases);
        Assert.True(DepartmentCodec.TryRead([], out var none));
        Assert.Equal(DepartmentState.New, none);
        Assert.False(DepartmentCodec.TryRead(buffer.WrittenSpan[..^1], out _));
        Assert.False(DepartmentCodec.TryRead([9], out _));
    }

    /// <summary>A case of last Friday, told from acceptance to decision in one go.</summary>
    private static Story Whole(string recorded, CaseDetails? details = null) => new Story()
        .On("2026-03-06 09:00", CaseEventKind.Accepted, details: details, recorded: recorded)
        .On("2026-03-06 10:00", CaseEventKind.Approved, recorded: recorded);

    /// <summary>The same, but all of its last facts at one instant.</summary>
    private static Story EndedAtOnce(string recorded) => new Story()
        .On("2026-03-06 09:00", CaseEventKind.Accepted, recorded: recorded)
        .On("2026-03-06 10:00", CaseEventKind.StepCompleted, "decide", "head", recorded: recorded)
        .On("2026-03-06 10:00", CaseEventKind.Approved, recorded: recorded)
        .On("2026-03-06 10:00", CaseEventKind.Published, recorded: recorded)
        .On("2026-03-06 10:00", CaseEventKind.Delivered, recorded: recorded)
        .On("2026-03-06 10:00", CaseEventKind.Closed, recorded: recorded);
}
