using Grains.Cases;
using Grains.Departments;
using Grains.Rules;
using Xunit;

namespace Grains.Tests.Cases;

/// <summary>When a fact counts as told although it could be recorded only later: the platform was out, or it came before and was refused.</summary>
public sealed class TellingTests
{
    // Promised by 03-16; a hearing on that day was told on the next.
    private static readonly DateTimeOffset Happened = Story.Local("2026-03-16 15:00");

    [Theory]
    [InlineData("2026-03-17 02:00", "2026-03-16 15:00")] // the platform was out from its beginning
    [InlineData("2026-03-17 03:30", "2026-03-16 15:30")] // an hour to catch up, and half an hour more
    public void WhatCouldNotBeToldMeanwhile_CountsAsToldWhenItCould(string recorded, string counts) =>
        Assert.Equal(Story.Local(counts), CountsFrom(Suspended, recorded, Out("2026-03-16 14:00", "2026-03-17 02:00")));

    [Fact]
    public void TimeBeforeTheOutage_IsNotForgiven() =>
        Assert.Equal(Story.Local("2026-03-16 23:00"), CountsFrom(Suspended, "2026-03-17 02:10", Out("2026-03-16 23:00", "2026-03-17 02:00")));

    [Fact]
    public void OutagesThatRunIntoEachOther_AreCountedOnce() => Assert.Equal(
        Story.Local("2026-03-16 16:00"),
        CountsFrom(Suspended, "2026-03-17 03:00", Out("2026-03-16 15:00", "2026-03-16 20:00"), Out("2026-03-16 20:30", "2026-03-17 01:00")));

    [Fact]
    public void OutageBeforeItHappened_ForgivesNothing() =>
        Assert.Equal(Story.Local("2026-03-17 02:00"), CountsFrom(Suspended, "2026-03-17 02:00", Out("2026-03-15 02:00", "2026-03-16 02:00")));

    [Fact]
    public void WhatWasRefusedAndIsSentAgainInTime_CountsFromItsFirstArrival() =>
        Assert.Equal(Story.Local("2026-03-16 17:00"), CountsFrom(Came("2026-03-16 17:00"), "2026-03-17 23:59"));

    [Fact]
    public void WhatIsSentAgainLaterThanAWorkingDay_IsToldThen() =>
        Assert.Equal(Story.Local("2026-03-18 00:00"), CountsFrom(Came("2026-03-16 17:00"), "2026-03-18 00:00"));

    [Fact]
    public void WhatThePlatformRefusedByItsOwnFault_CountsFromItsFirstArrivalWheneverItIsSentAgain() =>
        Assert.Equal(Story.Local("2026-03-16 17:00"), CountsFrom(Came("2026-03-16 17:00", platform: true), "2026-04-16 09:00"));

    [Fact]
    public void WhatCameBeforeItHappened_WasNotToldThen() =>
        Assert.Equal(Story.Local("2026-03-17 09:00"), CountsFrom(Came("2026-03-16 14:00"), "2026-03-17 09:00"));

    [Fact]
    public void PauseThatCountsAsToldInTime_IsNoFault()
    {
        RecordedFact[] facts =
        [
            .. Story.Accepted().Facts,
            new(Suspended, 3, Story.Local("2026-03-17 02:00"), null) { ToldAt = Happened },
        ];
        CaseJudge.Judge(Case.Fold(facts), new(Permit.Item, false, Permit.Rules, Permit.Calendar, Story.Local("2026-03-17 09:00"))).DoesNotFind(RuleKind.DeadlineMovedLate);
        facts[^1] = facts[^1] with { ToldAt = facts[^1].RecordedAt };
        CaseJudge.Judge(Case.Fold(facts), new(Permit.Item, false, Permit.Rules, Permit.Calendar, Story.Local("2026-03-17 09:00")))
            .Finds(RuleKind.DeadlineMovedLate, Colour.Yellow, "2026-03-17 00:00");
    }

    [Theory]
    [InlineData("2026-03-16 16:00", 0, 0)]
    [InlineData("2026-03-20 09:00", 1, 1)]
    public void DepartmentThatCouldNotTellMeanwhile_EntersNothingLateAndNoBatch(string counts, int late, int whole)
    {
        // A case of 03-13 to 16, told on 03-20.
        var now = Story.Local("2026-03-20 09:00");
        RecordedFact Told(CaseFact fact, int n) => new(fact, n, now, null) { ToldAt = Story.Local(counts) };
        var decided = Suspended with { EventId = "e4", Kind = CaseEventKind.Approved };
        RecordedFact[] facts =
        [
            Told(Suspended with { EventId = "e3", Kind = CaseEventKind.Accepted, OccurredAt = Story.Local("2026-03-15 10:00") }, 1),
            Told(decided, 2),
        ];
        var tally = new BatchTally(Permit.Rules, Permit.Calendar, now, 7);
        tally.Add(Case.Fold(facts), [facts[1]]);
        var batch = tally.ToBatch();
        Assert.Equal((late, whole), (batch.Late.Sum(one => one.Count), batch.Whole.Sum(one => one.Count)));
    }

    private static CaseFact Suspended { get; } = new(
        "pause", "办件1", Permit.Item.Code, CaseEventKind.Suspended, Happened, null, null, null, Pauses.Hearing(5), CaseSource.Interface);

    private static CaseFact Came(string at, bool platform = false) => Suspended with { CameBefore = new(Story.Local(at), platform) };

    private static Outage Out(string from, string until) => new(Story.Local(from), Story.Local(until));

    private static DateTimeOffset CountsFrom(CaseFact fact, string recorded, params Outage[] outages) =>
        Telling.CountsFrom(fact, Story.Local(recorded), Permit.Calendar, outages);
}
