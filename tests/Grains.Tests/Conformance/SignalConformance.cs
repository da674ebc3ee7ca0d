using FsCheck;
using Grains.Signals;
using Grains.Tests.Signals;
using Xunit;

namespace Grains.Tests.Conformance;

public sealed class SignalConformance : GrainConformance<SignalState, SignalCommand, SignalEvent>
{
    protected override SignalState New => SignalState.New;

    protected override Arbitrary<SignalCommand[]> Commands => SomeSignal.Commands;

    protected override (IReadOnlyList<SignalEvent> Events, bool Refused) Decide(SignalState state, SignalCommand command)
    {
        var decision = Signal.Decide(state, command);
        return (decision.Events, decision.Refusal is not null);
    }

    protected override SignalState Evolve(SignalState state, SignalEvent happened) => Signal.Evolve(state, happened);

    protected override byte[] Store(SignalEvent happened) => SignalCodecTests.Bytes(happened);

    protected override SignalEvent Load(byte[] stored)
    {
        Assert.True(SignalEventCodec.TryRead(stored, out var happened));
        return happened;
    }

    protected override string Text(SignalState state) => Convert.ToHexString(SignalCodecTests.Bytes(state));
}
