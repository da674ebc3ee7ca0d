using System.Buffers;
using Grains.Binary;
using Grains.Rules;

namespace Grains.Signals;

/// <summary>The snapshot of a signal in bytes: a cache; bytes of another format are folded again from its events.</summary>
public static class SignalCodec
{
    private const byte Format = 1;

    /// <summary>Writes a state.</summary>
    public static void Write(SignalState state, IBufferWriter<byte> target)
    {
        var writer = new ByteWriter(target);
        writer.Byte(Format);
        writer.Byte((byte)state.Status);
        writer.Text(state.Fault);
        writer.Text(state.Rule);
        RuleKindCodec.Write(ref writer, state.Kind);
        writer.Byte((byte)state.Colour);
        writer.Number(state.Points);
        writer.Text(state.Clause);
        writer.Number(state.RulebookVersion);
        GroundsCodec.Write(ref writer, state.Grounds);
        writer.Instant(state.TrueFrom);
        writer.Instant(state.RaisedAt);
        writer.Byte(state.Contradicted ? (byte)1 : (byte)0);
        writer.OptionalText(state.ConfirmedBy);
        if (state.ConfirmedAt is { } confirmed)
            writer.Instant(confirmed);
        FactsCodec.Write(ref writer, state.Facts);
        writer.Flush();
    }

    /// <summary>Reads a state; false when the bytes have another format or are no snapshot.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out SignalState state)
    {
        state = SignalState.New;
        var reader = new ByteReader(bytes);
        if (reader.Byte() != Format)
            return false;
        var read = SignalState.New with
        {
            Status = (SignalStatus)reader.Byte(),
            Fault = reader.Text(),
            Rule = reader.Text(),
            Kind = RuleKindCodec.Read(ref reader),
            Colour = (Colour)reader.Byte(),
            Points = reader.Integer(),
            Clause = reader.Text(),
            RulebookVersion = reader.Integer(),
            Grounds = GroundsCodec.Read(ref reader),
            TrueFrom = reader.Instant(),
            RaisedAt = reader.Instant(),
            Contradicted = reader.Byte() != 0,
            ConfirmedBy = reader.OptionalText(),
        };
        if (read.ConfirmedBy is not null)
            read = read with { ConfirmedAt = reader.Instant() };
        read = read with { Facts = FactsCodec.Read(ref reader) };
        if (!reader.IsComplete)
            return false;
        state = read;
        return true;
    }
}
