using Grains.Cases;
using Grains.Clocks;
using Grains.Rules;
using Xunit;

namespace Grains.Tests.Cases;

/// <summary>What a department writes into the data of an event makes no late case timely: only what happened does.</summary>
public sealed class AttributeTests
{
    [Theory]
    [InlineData(CaseSource.Interface)]
    [InlineData(CaseSource.Form)]
    [InlineData(CaseSource.SecondEntry)]
    [InlineData(CaseSource.BulkFile)]
    public void EndStatedInTheData_StopsNoClock(CaseSource source)
    {
        var story = Story.Accepted(source).On("2026-05-06 09:00", CaseEventKind.Rated, details: new() { ClosedAt = Story.Local("2026-03-04 09:00") });
        Assert.Null(story.State.StoppedAt);
        Assert.True(story.Judged("2026-05-06 09:00").Overdue);
    }

    [Fact]
    public void ReceiptStatedInTheData_MovesNoReceipt() =>
        Assert.Equal(
            Story.Local("2026-03-02 09:00"),
            Story.Accepted(details: new() { AppliedAt = Story.Local("2026-01-02 09:00") }).State.ReceivedAt);

    [Fact]
    public void PromiseCarriedAfterTheAcceptance_ReplacesNoPromise()
    {
        var story = Story.Accepted().On("2026-03-20 09:00", CaseEventKind.Rated, details: new() { PromisedClosingTime = Story.Local("2026-03-30 17:00") });
        Assert.Null(story.State.Promise);
        story.Judged("2026-03-20 09:00").Finds(RuleKind.PromiseMissed, Colour.Red, "2026-03-17 00:00");
    }

    [Fact]
    public void CarriedPromiseLaterThanThePublishedOne_DoesNotReplaceIt()
    {
        var story = Story.Accepted(details: new() { PromisedClosingTime = Story.Local("2026-03-27 17:00") });
        Assert.Equal(Story.Local("2026-03-17 00:00"), story.Judged("2026-03-03 09:00").DueAt);
        story.Judged("2026-03-20 09:00").Finds(RuleKind.PromiseMissed, Colour.Red, "2026-03-17 00:00");
    }

    [Fact]
    public void PauseAfterABrokenCarriedPromise_MendsNothing()
    {
        var story = Story.Accepted(details: new() { PromisedClosingTime = Story.Local("2026-03-05 12:00") })
            .On("2026-03-05 18:00", CaseEventKind.Suspended, details: Pauses.Hearing(20))
            .On("2026-03-10 09:00", CaseEventKind.Resumed, details: new() { Result = "passed" });
        Assert.True(story.Judged("2026-03-10 09:00").Overdue);
    }

    [Theory]
    [InlineData(CaseEventKind.Rated, CaseType.Joint)]
    [InlineData(CaseEventKind.Rated, CaseType.ReportedUp)]
    [InlineData(CaseEventKind.StepCompleted, CaseType.Joint)]
    [InlineData(CaseEventKind.Accepted, CaseType.Joint)]
    [InlineData(CaseEventKind.Submitted, CaseType.ReportedUp)]
    public void KindOfCaseToldAfterTheAcceptance_MovesNoDeadline(CaseEventKind kind, CaseType type)
    {
        var story = Story.Accepted().On("2026-03-20 09:00", kind, "review", details: new() { CaseType = type, GreenChannel = true });
        Assert.Equal(Story.Accepted().Judged("2026-03-20 09:00").DueAt, story.Judged("2026-03-20 09:00").DueAt);
        Assert.Null(story.State.Type);
        Assert.False(story.State.GreenChannel);
        Assert.True(story.Judged("2026-03-20 09:00").Overdue);
    }

    [Theory]
    [InlineData("2026-03-02 09:59:59")]
    [InlineData("2026-02-26 10:00")]
    [InlineData("2026-03-03 10:00")]
    public void AcceptanceToldAgainWithALaterPromise_CoversNoBrokenPromise(string at)
    {
        var story = Story.Accepted(details: new() { PromisedClosingTime = Story.Local("2026-03-05 17:00") });
        story.Judged("2026-03-06 09:00").Finds(RuleKind.PromiseMissed, Colour.Yellow, "2026-03-05 17:00:00.000001");
        story.On(at, CaseEventKind.Accepted, recorded: "2026-03-06 09:00", details: new() { PromisedClosingTime = Story.Local("2026-03-30 17:00") })
            .Judged("2026-03-06 09:00").Finds(RuleKind.PromiseMissed, Colour.Yellow, "2026-03-05 17:00:00.000001");
    }

    [Fact]
    public void AcceptanceToldAgainWithAPromiseThatIsOver_PromisesNothing() =>
        Story.Accepted().On("2026-03-09 09:00", CaseEventKind.Accepted, details: new() { PromisedClosingTime = Story.Local("2026-03-05 17:00") })
            .Judged("2026-03-09 10:00").DoesNotFind(RuleKind.PromiseMissed);

    [Fact]
    public void GreenChannelTakenBackAfterwards_CoversNoBrokenPromise()
    {
        var story = new Story()
            .On("2026-03-02 09:00", CaseEventKind.Submitted, details: new() { GreenChannel = true })
            .On("2026-03-02 10:00", CaseEventKind.Accepted);
        story.Judged("2026-03-10 09:00").Finds(RuleKind.PromiseMissed, Colour.Yellow, "2026-03-10 00:00");
        story.On("2026-03-02 09:30", CaseEventKind.Submitted, recorded: "2026-03-10 09:00", details: new() { GreenChannel = false })
            .Judged("2026-03-10 09:00").Finds(RuleKind.PromiseMissed, Colour.Yellow, "2026-03-10 00:00");
    }

    [Fact]
    public void GreenChannelOfTheAcceptance_IsNotLostToAnEarlierTelling()
    {
        var story = Story.Accepted(details: new() { GreenChannel = true }).On("2026-03-02 09:30", CaseEventKind.Accepted, recorded: "2026-03-10 09:00");
        story.Judged("2026-03-10 09:00").Finds(RuleKind.PromiseMissed, Colour.Yellow, "2026-03-10 00:00");
    }

    [Fact]
    public void JointItem_HasTheLimitsOfItsCatalogue()
    {
        var joint = Permit.Item with { Joint = true, Limits = Permit.Item.Limits with { Legal = LegalDefaults.DecideJointly.Limit, Promised = null } };
        var story = Story.Accepted(details: new() { CaseType = CaseType.Joint });
        Assert.Equal(Clock.Due(Permit.Calendar, Story.Local("2026-03-02 10:00"), Limit.WorkingDays(45)).Instant, story.Judged("2026-03-03 09:00", joint).DueAt);
    }

    [Theory]
    [InlineData("a", "b", "a")]
    [InlineData("a", "b", "b")]
    [InlineData("b", "a", "a")]
    public void ItemOfACase_IsTheAcceptingFacts(string submitted, string accepted, string rated)
    {
        RecordedFact[] facts = [
            Naming(submitted, "e1", CaseEventKind.Submitted, "2026-03-02 09:00"),
            Naming(accepted, "e2", CaseEventKind.Accepted, "2026-03-03 09:00"),
            Naming(rated, "e3", CaseEventKind.Rated, "2026-03-04 09:00")];
        Assert.Equal(accepted, Case.Fold(facts).ItemCode);
        Assert.Equal(accepted, Case.Fold(Enumerable.Reverse(facts)).ItemCode);
        Assert.Equal("e2", Case.Fold(facts).OtherItem?.EventId);
    }

    [Fact]
    public void ItemOfACaseNotAccepted_IsTheFirstFacts()
    {
        var state = Case.Fold([Naming("b", "e2", CaseEventKind.SupplementRequested, "2026-03-03 09:00"), Naming("a", "e1", CaseEventKind.Submitted, "2026-03-02 09:00")]);
        Assert.Equal("a", state.ItemCode);
        Assert.Equal(new OtherItem("e2", "b", Story.Local("2026-03-03 09:00")), state.OtherItem);
    }

    [Fact]
    public void CaseToldOfTwoItems_IsAFault()
    {
        var facts = Story.Accepted().Facts.Append(Naming("b", "e3", CaseEventKind.Published, "2026-03-04 09:00"));
        CaseJudge.Judge(Case.Fold(facts), new(Permit.Item, false, Permit.Rules, Permit.Calendar, Story.Local("2026-03-05 09:00")))
            .Finds(RuleKind.FlowDeviation, Colour.Red, "2026-03-04 09:00");
    }

    private static RecordedFact Naming(string item, string id, CaseEventKind kind, string at) =>
        new(new(id, "办件1", item, kind, Story.Local(at), null, null, null, CaseDetails.None, CaseSource.Interface), 1, Story.Local(at), null);
}
