using Grains.Rules;
using Grains.Signals;
using Xunit;

namespace Grains.Tests.Signals;

public sealed class SignalTests
{
    private static readonly DateTimeOffset At = SomeSignal.At;

    private static readonly SignalState Yellow = After(SignalState.New, new SignalCommand.Raise(At, SomeSignal.Fault(), SomeSignal.Grounds));

    [Fact]
    public void RaisedSignal_TellsItsFaultAndTheVersionsItRestsOn()
    {
        Assert.Equal((SignalStatus.Raised, Colour.Yellow, 10), (Yellow.Status, Yellow.Colour, Yellow.Points));
        Assert.Equal(("promise-missed", "promise-missed", RuleKind.PromiseMissed), (Yellow.Fault, Yellow.Rule, Yellow.Kind));
        Assert.Equal((At, At.AddHours(-2), 1, SomeSignal.Grounds), (Yellow.RaisedAt, Yellow.TrueFrom, Yellow.RulebookVersion, Yellow.Grounds));
        Assert.True(Yellow.Stands);
    }

    [Fact]
    public void GraverFault_EscalatesItsSignal()
    {
        var red = After(Yellow, new SignalCommand.Raise(At.AddDays(2), SomeSignal.Fault(Colour.Red), SomeSignal.Grounds));
        Assert.Equal((Colour.Red, 30, At), (red.Colour, red.Points, red.RaisedAt));
    }

    [Fact]
    public void FaultThatProvesLighter_IsModerated()
    {
        var red = After(Yellow, new SignalCommand.Raise(At.AddDays(2), SomeSignal.Fault(Colour.Red), SomeSignal.Grounds));
        Assert.IsType<SignalEvent.Moderated>(Assert.Single(Signal.Decide(red, new SignalCommand.Raise(At.AddDays(3), SomeSignal.Fault(), SomeSignal.Grounds)).Events));
    }

    [Fact]
    public void VanishedFault_ContradictsItsSignalAndDeletesNothing()
    {
        var contradicted = After(Yellow, new SignalCommand.Retract(At.AddDays(1)));
        Assert.Equal((true, false, SignalStatus.Raised), (contradicted.Contradicted, contradicted.Stands, contradicted.Status));
    }

    [Fact]
    public void FaultTrueAgain_ReinstatesItsSignal()
    {
        var contradicted = After(Yellow, new SignalCommand.Retract(At.AddDays(1)));
        var back = After(contradicted, new SignalCommand.Raise(At.AddDays(2), SomeSignal.Fault(Colour.Red), SomeSignal.Grounds));
        Assert.Equal((true, Colour.Red, At), (back.Stands, back.Colour, back.RaisedAt));
    }

    [Fact]
    public void FaultTrueFromAnotherInstant_IsRestatedWithItsFactsAndKeepsWhenItWasRaised()
    {
        var later = SomeSignal.Fault() with { TrueFrom = At.AddDays(3), RulebookVersion = 2, Facts = [new("due", "2026-03-20T01:00:00Z")] };
        var restated = After(Yellow, new SignalCommand.Raise(At.AddDays(5), later, SomeSignal.Grounds with { Calendar = 9 }));
        Assert.Equal((At.AddDays(3), 2, 9, At, Colour.Yellow), (restated.TrueFrom, restated.RulebookVersion, restated.Grounds.Calendar, restated.RaisedAt, restated.Colour));
        Assert.Equal("due", Assert.Single(restated.Facts).Key);
        Assert.Empty(Signal.Decide(restated, new SignalCommand.Raise(At.AddDays(6), later, SomeSignal.Grounds)).Events);
    }

    [Fact]
    public void FaultTrueAgainFromAnotherInstant_IsReinstatedAndRestated()
    {
        var contradicted = After(Yellow, new SignalCommand.Retract(At.AddDays(1)));
        var raise = new SignalCommand.Raise(At.AddDays(2), SomeSignal.Fault() with { TrueFrom = At.AddDays(1) }, SomeSignal.Grounds);
        Assert.Collection(
            Signal.Decide(contradicted, raise).Events,
            back => Assert.IsType<SignalEvent.Reinstated>(back), told => Assert.IsType<SignalEvent.Restated>(told));
        Assert.Equal((true, At.AddDays(1)), (After(contradicted, raise).Stands, After(contradicted, raise).TrueFrom));
    }

    [Fact]
    public void PassedReminder_LapsesInsteadOfHavingBeenWrong()
    {
        var reminder = After(SignalState.New, new SignalCommand.Raise(At, SomeSignal.Fault(kind: RuleKind.DueSoon), SomeSignal.Grounds));
        var lapsed = After(reminder, new SignalCommand.Retract(At.AddDays(1)));
        Assert.Equal((SignalStatus.Lapsed, false, false), (lapsed.Status, lapsed.Contradicted, lapsed.Stands));
    }

    [Fact]
    public void FaultOfADepartment_OnceFoundStays()
    {
        var late = After(SignalState.New, new SignalCommand.Raise(At, SomeSignal.Fault(kind: RuleKind.LateEntry), SomeSignal.Grounds));
        Assert.Empty(Signal.Decide(late, new SignalCommand.Retract(At.AddDays(1))).Events);
    }

    [Fact]
    public void ConfirmedSignal_StaysConfirmedThroughContradictionAndBack()
    {
        var confirmed = After(Yellow, new SignalCommand.Confirm(At.AddHours(1), "监察员01"));
        Assert.Equal((SignalStatus.Confirmed, "监察员01", At.AddHours(1)), (confirmed.Status, confirmed.ConfirmedBy, confirmed.ConfirmedAt));
        var back = After(After(confirmed, new SignalCommand.Retract(At.AddDays(1))), new SignalCommand.Raise(At.AddDays(2), SomeSignal.Fault(), SomeSignal.Grounds));
        Assert.Equal(SignalStatus.Confirmed, back.Status);
    }

    [Fact]
    public void Confirmation_IsRefusedWhereThereIsNothingToConfirm()
    {
        var confirm = new SignalCommand.Confirm(At, "监察员01");
        var lapsed = After(After(SignalState.New, new SignalCommand.Raise(At, SomeSignal.Fault(kind: RuleKind.DueSoon), SomeSignal.Grounds)), new SignalCommand.Retract(At));
        Assert.Equal("signal-not-raised", Signal.Decide(SignalState.New, confirm).Refusal?.Code);
        Assert.Equal("signal-lapsed", Signal.Decide(lapsed, confirm).Refusal?.Code);
        Assert.Equal("signal-contradicted", Signal.Decide(After(Yellow, new SignalCommand.Retract(At)), confirm).Refusal?.Code);
    }

    [Fact]
    public void SignalOfOneFault_RefusesAnother() => Assert.Equal(
        new SignalRefusal.OtherFault("promise-missed"),
        Signal.Decide(Yellow, new SignalCommand.Raise(At, SomeSignal.Fault(kind: RuleKind.StepOverdue, discriminator: "x"), SomeSignal.Grounds)).Refusal);

    private static SignalState After(SignalState state, SignalCommand command) =>
        Signal.Decide(state, command).Events.Aggregate(state, Signal.Evolve);
}
