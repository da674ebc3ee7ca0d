using Grains.Cases;
using Grains.Catalogue;
using Grains.Rules;
using Xunit;

namespace Grains.Tests.Cases;

/// <summary>
/// Received on 03-02 and not answered by 03-09 as far as anybody knew: accepted by law as of receipt, promised by 03-16, by law due
/// on 03-30. Then an answer within the limit is told.
/// </summary>
public sealed class LateAnswerTests
{
    private const string Now = "2026-04-07 10:00";

    private static Story Submitted => new Story().On("2026-03-02 09:00", CaseEventKind.Submitted);

    [Theory]
    [InlineData(CaseEventKind.SupplementRequested, "supplement-requested", "")]
    [InlineData(CaseEventKind.Accepted, "accepted", "2026-03-20T16:00:00Z")]
    [InlineData(CaseEventKind.NotAccepted, "not-accepted", "")]
    public void AnswerToldAfterADeemedAcceptance_IsAFaultThatNamesWhatItUndid(CaseEventKind kind, string happened, string due)
    {
        Deemed(Submitted).Finds(RuleKind.LegalLimitMissed, Colour.Red, "2026-03-31 00:00");
        var judged = Deemed(Submitted.On("2026-03-06 09:00", kind, id: "answer", recorded: "2026-04-07 09:00"));
        Assert.DoesNotContain(judged.Faults, fault => fault.Kind == RuleKind.LegalLimitMissed && fault.TrueFrom == Story.Local("2026-03-31 00:00"));
        judged.Finds(RuleKind.DeadlineMovedLate, Colour.Yellow, "2026-03-10 00:00");
        Assert.Equal(
            [
                ("event", "answer"), ("happened", happened), ("answeredAt", "2026-03-06T01:00:00Z"), ("recordedAt", "2026-04-07T01:00:00Z"),
                ("receivedAt", "2026-03-02T01:00:00Z"), ("deemedAcceptedAt", "2026-03-09T16:00:00Z"),
                ("dueBefore", "2026-03-16T16:00:00Z"), ("due", due),
            ],
            judged.Of(RuleKind.DeadlineMovedLate)!.Facts.Select(fact => (fact.Key, fact.Value)));
    }

    [Fact]
    public void SignalOfTheMovedDeadline_NamesTheAnswer() => Assert.Contains(
        new("movedLateBy", "answer"),
        Deemed(Submitted.On("2026-03-06 09:00", CaseEventKind.Accepted, id: "answer", recorded: "2026-04-07 09:00")).Of(RuleKind.PromiseMissed)!.Facts);

    [Fact]
    public void SilenceThatNobodyRecorded_IsUndoneAllTheSame()
    {
        var story = Submitted.On("2026-03-06 09:00", CaseEventKind.Accepted, recorded: "2026-04-07 09:00");
        Assert.Equal(Text(Deemed(story)), Text(story.Judged(Now)));
    }

    [Theory]
    [InlineData("2026-03-06 09:00", "2026-03-09 23:59", false)]
    [InlineData("2026-03-06 09:00", "2026-03-10 00:00", true)]
    [InlineData("2026-03-09 17:00", "2026-03-10 23:59", false)]
    [InlineData("2026-03-09 17:00", "2026-03-11 00:00", true)]
    [InlineData("2026-03-02 17:00", "2026-04-07 09:00", false)]
    [InlineData("2026-03-10 09:00", "2026-04-07 09:00", false)]
    public void Acceptance_IsToldLateWhereTheLimitAndTheDaysOfTheRuleAreOverAndItMovesADeadline(string accepted, string told, bool isLate) =>
        Assert.Equal(isLate, IsLate(Submitted.On(accepted, CaseEventKind.Accepted, recorded: told)));

    [Theory]
    [InlineData("2026-03-20 09:00", false)]
    [InlineData("2026-03-20 10:00", false)]
    [InlineData("2026-03-23 23:59", false)]
    [InlineData("2026-03-24 00:00", true)]
    public void AnswerToldSoonAfterAnApplicationToldLate_UndoesNothing(string told, bool isLate) => Assert.Equal(isLate, IsLate(new Story()
        .On("2026-03-02 09:00", CaseEventKind.Submitted, recorded: "2026-03-20 09:00")
        .On("2026-03-06 09:00", CaseEventKind.Accepted, recorded: told)));

    [Theory]
    [InlineData("2026-03-06 09:05", "2026-03-06 09:05", false)]
    [InlineData("2026-03-06 09:05", "2026-03-12 09:05", true)]
    [InlineData("2026-03-12 09:05", "2026-03-12 09:05", true)]
    public void AnswerToldLateByOneSystem_UndoesNothingWhereAnotherToldOneInTime(string accepted, string told, bool isLate) => Assert.Equal(isLate, IsLate(Submitted
        .On("2026-03-06 09:00", CaseEventKind.Accepted, recorded: "2026-04-07 09:00", source: CaseSource.Hall)
        .On(accepted, CaseEventKind.Accepted, recorded: told)));

    [Fact]
    public void AcceptanceToldLateWhileASupplementWasAwaited_UndoesNothing() => Assert.False(IsLate(Submitted
        .On("2026-03-04 09:00", CaseEventKind.SupplementRequested)
        .On("2026-03-06 09:00", CaseEventKind.Accepted, recorded: "2026-04-07 09:00")));

    [Theory]
    [InlineData("2026-03-10 09:00", true)]
    [InlineData("2026-04-07 09:00", false)]
    public void AnswerToASupplement_IsMeasuredFromItsReceipt(string received, bool isLate) => Assert.Equal(isLate, IsLate(Submitted
        .On("2026-03-04 09:00", CaseEventKind.SupplementRequested)
        .On("2026-03-10 09:00", CaseEventKind.SupplementReceived, recorded: received)
        .On("2026-03-13 09:00", CaseEventKind.Accepted, recorded: "2026-04-07 09:00")));

    [Fact]
    public void RequestAndSupplementToldTogether_UndoOneSilence() => Assert.Equal("request", Assert.Single(Deemed(Submitted
        .On("2026-03-04 09:00", CaseEventKind.SupplementRequested, id: "request", recorded: "2026-04-07 09:00")
        .On("2026-03-10 09:00", CaseEventKind.SupplementReceived, recorded: "2026-04-07 09:00")
        .On("2026-03-13 09:00", CaseEventKind.Accepted, recorded: "2026-04-07 09:00"))
        .Faults, fault => fault.Kind == RuleKind.DeadlineMovedLate).Facts.First(fact => fact.Key == "event").Value);

    [Fact]
    public void CaseDecidedWithinTheLimitForAccepting_WasNeverSilent() => Assert.False(IsLate(Submitted
        .On("2026-03-05 09:00", CaseEventKind.Approved, post: "head")
        .On("2026-03-04 09:00", CaseEventKind.Accepted, recorded: "2026-04-07 09:00")));

    [Fact]
    public void RetiredItem_IsNotAcceptedBySilence() =>
        Submitted.On("2026-03-06 09:00", CaseEventKind.NotAccepted, recorded: "2026-04-07 09:00").Judged(Now, retired: true).DoesNotFind(RuleKind.DeadlineMovedLate);

    [Fact]
    public void ItemExercisedExOfficio_IsNotAcceptedBySilence() => Submitted
        .On("2026-03-06 09:00", CaseEventKind.Accepted, recorded: "2026-04-07 09:00")
        .Judged(Now, Permit.Item with { Kind = ItemKind.Penalty }).DoesNotFind(RuleKind.DeadlineMovedLate);

    [Fact]
    public void ImportedAnswer_IsNotMeasuredByWhenItWasRecorded()
    {
        var imported = new Story { Source = CaseSource.History }
            .On("2026-03-02 09:00", CaseEventKind.Submitted, recorded: "2026-04-07 09:00")
            .On("2026-03-06 09:00", CaseEventKind.Accepted, recorded: "2026-04-07 09:00");
        Assert.False(IsLate(imported));
        Assert.False(IsLate(imported.On("2026-04-07 09:30", CaseEventKind.StepStarted, "review", "officer", source: CaseSource.Interface)));
    }

    [Fact]
    public void SecondEntryInTime_IsNotToldLate() => Assert.False(IsLate(new Story { Source = CaseSource.SecondEntry }
        .On("2026-03-02 09:00", CaseEventKind.Submitted, recorded: "2026-03-05 09:00")
        .On("2026-03-06 09:00", CaseEventKind.Accepted, recorded: "2026-03-09 16:00")));

    private static bool IsLate(Story story) => Deemed(story).Of(RuleKind.DeadlineMovedLate) is not null;

    /// <summary>As it is judged in the end where the platform looked after everything it was told, and recorded the silence it found.</summary>
    private static Judgement Deemed(Story story)
    {
        var told = new List<RecordedFact>();
        foreach (var fact in story.Facts.OrderBy(fact => fact.RecordedAt))
        {
            Look(fact.RecordedAt);
            told.Add(fact with { N = told.Count + 1 });
        }

        Look(Story.Local(Now));
        return Judge(told, Story.Local(Now));

        void Look(DateTimeOffset at)
        {
            if (told.Count > 0 && Judge(told, at) is { DeemAcceptedAt: not null } silent)
                told.Add(new(DeemedAcceptance.Fact("办件1", silent), told.Count + 1, at, null));
        }
    }

    private static Judgement Judge(List<RecordedFact> told, DateTimeOffset at) =>
        CaseJudge.Judge(Case.Fold(told), new(Permit.Item, false, Permit.Rules, Permit.Calendar, at));

    private static string Text(Judgement judged) => string.Join('\n', judged.Faults.Select(fault => $"{fault with { Facts = [] }} {string.Join(';', fault.Facts)}"));
}
