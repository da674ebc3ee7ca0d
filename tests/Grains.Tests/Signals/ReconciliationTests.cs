using Grains.Rules;
using Grains.Signals;
using Xunit;

namespace Grains.Tests.Signals;

public sealed class ReconciliationTests
{
    private static readonly DateTimeOffset At = SomeSignal.At;

    [Fact]
    public void NoSignalsAndNoFaults_AskForNothing() => Assert.Empty(Orders([]));

    [Fact]
    public void NewFault_IsRaisedOnASignalToBeMade()
    {
        var order = Assert.Single(Orders([], SomeSignal.Fault()));
        Assert.Null(order.Signal);
        Assert.Equal("promise-missed", Assert.IsType<SignalCommand.Raise>(order.Command).Fault.Key);
    }

    [Fact]
    public void FaultThatHasItsSignal_AsksForNothing() => Assert.Empty(Orders([Raised(Colour.Yellow)], SomeSignal.Fault()));

    [Fact]
    public void FaultOfAnotherColour_GoesToItsOwnSignal() =>
        Assert.Equal(7, Assert.Single(Orders([Raised(Colour.Yellow)], SomeSignal.Fault(Colour.Red))).Signal);

    [Fact]
    public void FaultTrueAgain_GoesToItsOwnSignal() =>
        Assert.IsType<SignalCommand.Raise>(Assert.Single(Orders([Raised(Colour.Yellow, stands: false)], SomeSignal.Fault())).Command);

    [Fact]
    public void SignalWithoutItsFault_IsRetractedOnce()
    {
        Assert.IsType<SignalCommand.Retract>(Assert.Single(Orders([Raised(Colour.Yellow)])).Command);
        Assert.Empty(Orders([Raised(Colour.Yellow, stands: false)]));
    }

    [Fact]
    public void SignalOfADepartmentsDay_IsNeverRetracted() =>
        Assert.Empty(Orders([new(7, "late-entry:2026-03-16", RuleKind.LateEntry, Colour.Yellow, true, At, null)]));

    [Fact]
    public void FaultTrueFromAnotherInstant_GoesToItsOwnSignal() =>
        Assert.Equal(7, Assert.Single(Orders([Raised(Colour.Yellow)], SomeSignal.Fault() with { TrueFrom = At })).Signal);

    [Fact]
    public void SignalOfWhichNoInstantWasRemembered_IsLookedAt() =>
        Assert.Equal(7, Assert.Single(Orders([Raised(Colour.Yellow) with { TrueFrom = null }], SomeSignal.Fault())).Signal);

    [Fact]
    public void SignalOfADepartmentsDay_KeepsTheInstantItWasRaisedWith() => Assert.Empty(Orders(
        [new(7, "late-entry:2026-03-16", RuleKind.LateEntry, Colour.Yellow, true, At, null)], SomeSignal.Fault(kind: RuleKind.LateEntry, discriminator: "2026-03-16")));

    private static RaisedSignal Raised(Colour colour, bool stands = true) =>
        new(7, "promise-missed", RuleKind.PromiseMissed, colour, stands, SomeSignal.Fault().TrueFrom, null);

    private static IEnumerable<SignalOrder> Orders(RaisedSignal[] signals, params Fault[] faults) =>
        Reconciliation.Reconcile(signals, [.. faults], SomeSignal.Grounds, At);
}
