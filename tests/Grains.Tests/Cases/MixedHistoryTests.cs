using FsCheck;
using FsCheck.Fluent;
using Grains.Cases;
using Grains.Rules;
using Xunit;

namespace Grains.Tests.Cases;

/// <summary>An import that tells of a live case, and a live source that goes on with an imported one.</summary>
public sealed class MixedHistoryTests
{
    private const string Now = "2026-04-10 09:00";

    [Fact]
    public void ImportedEndOfALiveCase_EndsNothing()
    {
        var told = Overdue().On("2026-03-10 09:00", CaseEventKind.Corrected, details: new() { ClosedAt = Story.Local("2026-03-12 09:00") }, recorded: Now, source: CaseSource.History);
        Assert.Null(told.State.EndedAt);
        Assert.True(told.Judged(Now).Overdue);
        told.Judged(Now).Finds(RuleKind.LegalLimitMissed, Colour.Red, "2026-03-31 00:00");
    }

    [Fact]
    public void ImportedPromiseAndReceiptOfALiveCase_MoveNothing()
    {
        var told = Overdue().On(
            "2026-03-04 09:00", CaseEventKind.Corrected, recorded: Now, source: CaseSource.History,
            details: new() { PromisedClosingTime = Story.Local("2026-03-09 09:00"), AppliedAt = Story.Local("2026-02-02 09:00") });
        Assert.Equal((null, Story.Local("2026-03-02 09:00")), (told.State.Promise, told.State.OpenedAt));
        Assert.Equal(Story.Local("2026-03-17 00:00"), told.Judged(Now).Of(RuleKind.PromiseMissed)?.TrueFrom);
    }

    [Fact]
    public void ImportedPauseOfALiveCase_IsToldLate()
    {
        var told = Overdue().On("2026-03-10 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), id: "pause", recorded: Now, source: CaseSource.History);
        Assert.Equal("pause", told.Judged(Now).Of(RuleKind.DeadlineMovedLate)?.Discriminator);
    }

    [Fact]
    public void PauseImportedBeforeTheCaseWasLive_IsNotToldLate()
    {
        var told = Story.Accepted(CaseSource.History)
            .On("2026-03-10 09:00", CaseEventKind.Suspended, details: Pauses.Hearing(5), recorded: "2026-03-24 09:00")
            .On("2026-03-12 09:00", CaseEventKind.Resumed, details: new() { Result = "passed" }, recorded: "2026-03-24 09:00")
            .On("2026-03-25 09:00", CaseEventKind.StepStarted, "window", source: CaseSource.Interface);
        told.Judged("2026-03-25 10:00").DoesNotFind(RuleKind.DeadlineMovedLate);
        // Two days stood: the tenth working day is 03-18, the twentieth 04-01.
        Assert.Equal(Story.Local("2026-03-19 00:00"), told.Judged("2026-03-25 10:00").Of(RuleKind.PromiseMissed)?.TrueFrom);
    }

    [Fact]
    public void OpenImportedCaseThatGoesOn_IsRemindedOfAndKeepsItsPromise()
    {
        var imported = new Story { Source = CaseSource.History }.On(
            "2026-03-02 10:00", CaseEventKind.Accepted, details: new() { PromisedClosingTime = Story.Local("2026-03-13 17:00"), AppliedAt = Story.Local("2026-03-01 09:00") });
        imported.Judged("2026-03-13 09:00").DoesNotFind(RuleKind.DueToday);
        var live = imported.On("2026-03-03 09:00", CaseEventKind.StepStarted, "window", source: CaseSource.Interface);
        live.Judged("2026-03-13 09:00").Finds(RuleKind.DueToday, Colour.Green, "2026-03-13 00:00");
        Assert.Equal(Story.Local("2026-03-01 09:00"), live.State.OpenedAt);
    }

    [Theory]
    [InlineData(CaseEventKind.Rated)]
    [InlineData(CaseEventKind.Delivered)]
    [InlineData(CaseEventKind.Reconsideration)]
    public void ImportedCaseThatTheLogHadEnded_StaysEndedWhateverIsToldOfItsResult(CaseEventKind kind)
    {
        var imported = Ended("2026-03-20 09:00");
        var live = Ended("2026-03-20 09:00").On("2026-04-09 09:00", kind, source: CaseSource.Interface);
        Assert.Equal((CaseStatus.Closed, Story.Local("2026-03-20 09:00")), (live.State.Status, live.State.EndedAt));
        var (before, after) = (imported.Judged(Now), live.Judged(Now));
        Assert.Equal((before.Late, before.Overdue, before.DueAt), (after.Late, after.Overdue, after.DueAt));
        Assert.Equal(before.Faults.Select(fault => fault.Key), after.Faults.Select(fault => fault.Key));
    }

    [Fact]
    public void ImportedCaseThatWasDecided_IsMeasuredAsItWasWhenALiveSourceClosesIt()
    {
        Story Decided() => new Story { Source = CaseSource.History }
            .On("2026-03-02 10:00", CaseEventKind.Accepted, details: new() { PromisedClosingTime = Story.Local("2026-03-27 17:00") })
            .On("2026-03-26 09:00", CaseEventKind.Approved);
        Assert.False(Decided().Judged("2026-03-26 10:00").Late);
        var closed = Decided().On("2026-04-09 09:00", CaseEventKind.Closed, source: CaseSource.Interface);
        Assert.False(closed.Judged(Now).Late);
        closed.Judged(Now).DoesNotFind(RuleKind.PromiseMissed);
    }

    [Fact]
    public void CaseThatALiveSourceGoesOnHandlingAfterTheStatedEnd_IsOpen()
    {
        var live = Ended("2026-03-12 09:00").On("2026-03-20 09:00", CaseEventKind.StepStarted, "review", source: CaseSource.Interface);
        Assert.Equal((CaseStatus.Handling, null), (live.State.Status, live.State.EndedAt));
        Assert.True(live.Judged(Now).Overdue);
        live.Judged(Now).Finds(RuleKind.LegalLimitMissed, Colour.Red, "2026-03-31 00:00");
    }

    [Fact]
    public void WhatALiveSourceToldOfBeforeTheStatedEnd_LeavesTheEnd() => Assert.Equal(
        CaseStatus.Closed,
        Ended("2026-03-12 09:00").On("2026-03-11 09:00", CaseEventKind.StepStarted, "review", source: CaseSource.Interface).State.Status);

    [Fact]
    public void ImportedDecisionOfALiveCase_IsLateEntryOfItsDepartment()
    {
        var told = Overdue().On("2026-03-10 09:00", CaseEventKind.Approved, recorded: Now, source: CaseSource.History);
        Assert.Equal(1, Assert.Single(Tallied(told, Now).Late).Count);
        var imported = Story.Accepted(CaseSource.History).On("2026-03-10 09:00", CaseEventKind.Approved, recorded: Now);
        Assert.Empty(Tallied(imported, Now).Late);
    }

    /// <summary>In any order of arrival, what an import tells of a live case amounts to what a file from the department would.</summary>
    [Fact]
    public void HistoryToldToALiveCase_IsJudgedAsAnyOtherFile() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Thorough.Times(5_000)),
        Prop.ForAll(SomeCase.Arrivals, given =>
        {
            var first = new RecordedFact(Story.Accepted().Facts[0].Fact, 0, Story.Local("2026-03-02 09:00"), null);
            RecordedFact[] mixed = [first, .. given.Facts];
            var filed = mixed.Select(fact => fact.Fact.Source == CaseSource.History ? fact with { Fact = fact.Fact with { Source = CaseSource.BulkFile } } : fact);
            return Judged(mixed).Faults.Select(Text).SequenceEqual(Judged(filed).Faults.Select(Text))
                && Judged(mixed) with { Faults = [] } == Judged(filed) with { Faults = [] };

            Judgement Judged(IEnumerable<RecordedFact> facts) =>
                CaseJudge.Judge(Case.Fold(facts), new(given.Item, false, Permit.Rules, Permit.Calendar, given.Now));
        }));

    /// <summary>Folded as it arrives, history before or after what is live, it comes to what is folded at once.</summary>
    [Fact]
    public void MixedCase_FoldsAlikeAsItArrivesAndAtOnce() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Thorough.Times(5_000)),
        Prop.ForAll(SomeCase.Arrivals, given =>
        {
            RecordedFact[] facts = [.. given.Facts.Index().Select(one => one.Item with { N = 1 + ((one.Index * 7) % 25) })];
            var (state, stored) = (CaseState.New, new List<RecordedFact>());
            foreach (var fact in facts.OrderBy(fact => fact.N))
            {
                stored.Add(fact);
                state = Case.Follows(state, fact.Fact) ? Case.Evolve(state, fact) : Case.Fold(stored);
            }

            return Bytes(state).SequenceEqual(Bytes(Case.Fold(facts)));
        }));

    private static Story Overdue() => Story.Accepted().On("2026-03-04 09:00", CaseEventKind.StepStarted, "window");

    private static Story Ended(string end) => new Story { Source = CaseSource.History }.On(
        "2026-03-02 10:00", CaseEventKind.Accepted,
        details: new() { PromisedClosingTime = Story.Local("2026-03-13 17:00"), ClosedAt = Story.Local(end) });

    private static Grains.Departments.RecordedBatch Tallied(Story story, string now)
    {
        var tally = new Grains.Departments.BatchTally(Permit.Rules, Permit.Calendar, Story.Local(now), 7);
        tally.Add(story.State, [story.Facts[^1]]);
        return tally.ToBatch();
    }

    private static string Text(Fault fault) => $"{fault with { Facts = [] }} {string.Join(';', fault.Facts)}";

    private static byte[] Bytes(CaseState state)
    {
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        CaseCodec.Write(state, bytes);
        return bytes.WrittenSpan.ToArray();
    }
}
