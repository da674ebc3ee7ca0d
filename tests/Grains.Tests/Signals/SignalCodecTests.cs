using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Grains.Signals;
using Xunit;

namespace Grains.Tests.Signals;

public sealed class SignalCodecTests
{
    [Fact]
    public void EventsAndSnapshots_ReadBackAsTheyWereWritten() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(SomeSignal.Commands, commands =>
        {
            var state = SignalState.New;
            foreach (var command in commands)
            {
                foreach (var happened in Signal.Decide(state, command).Events)
                {
                    var bytes = Bytes(happened);
                    if (!SignalEventCodec.TryRead(bytes, out var read) || read.GetType() != happened.GetType() || !Bytes(read).SequenceEqual(bytes))
                        return false;
                    state = Signal.Evolve(state, read);
                }
            }

            return SignalCodec.TryRead(Bytes(state), out var back) && Bytes(back).SequenceEqual(Bytes(state));
        }));

    [Fact]
    public void RaisedEvent_HasTheSameBytesForEver()
    {
        var raised = new SignalEvent.Raised(SomeSignal.At, SomeSignal.Fault(), SomeSignal.Grounds);
        Assert.Equal(
            "01018090E8ACBBCBA6060E70726F6D6973652D6D69737365640E70726F6D6973652D6D69737365640080F0ADDA85CBA606020A17"
            + "E7ACACE58D81E4B880E69DA1E7ACAC28E4BA8C29E9A1B901020364756514323032362D30332D31365431363A30303A30305A06646F6E65417400020303",
            Convert.ToHexString(Bytes(raised)));
    }

    [Fact]
    public void BytesThatAreNone_AreRefused()
    {
        var bytes = Bytes(new SignalEvent.Raised(SomeSignal.At, SomeSignal.Fault(), SomeSignal.Grounds));
        for (var length = 0; length < bytes.Length; length++)
            Assert.False(SignalEventCodec.TryRead(bytes.AsSpan(0, length), out _));
        bytes[25] = (byte)'!';
        Assert.False(SignalEventCodec.TryRead(bytes, out _));
        Assert.False(SignalEventCodec.TryRead([2, 1, 0], out _));
        Assert.False(SignalEventCodec.TryRead([1, 99, 0], out _));
        Assert.False(SignalCodec.TryRead([], out _));
    }

    internal static byte[] Bytes(SignalEvent happened)
    {
        var buffer = new ArrayBufferWriter<byte>();
        SignalEventCodec.Write(happened, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    internal static byte[] Bytes(SignalState state)
    {
        var buffer = new ArrayBufferWriter<byte>();
        SignalCodec.Write(state, buffer);
        return buffer.WrittenSpan.ToArray();
    }
}
