using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Grains.Binary;
using Grains.Rules;

namespace Grains.Signals;

/// <summary>An event of a signal in canonical bytes, as the chain covers them: kept readable for ever.</summary>
public static class SignalEventCodec
{
    private const byte Format = 1;

    /// <summary>Numbers of the kinds of event; stored, so they never change.</summary>
    private enum Tag : byte
    {
        Raised = 1, Escalated = 2, Moderated = 3, Contradicted = 4, Reinstated = 5, Lapsed = 6, Confirmed = 7, Restated = 8,
    }

    /// <summary>Writes an event.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such event.</exception>
    public static void Write(SignalEvent happened, IBufferWriter<byte> target)
    {
        var writer = new ByteWriter(target);
        writer.Byte(Format);
        writer.Byte((byte)TagOf(happened));
        writer.Instant(happened.At);
        switch (happened)
        {
            case SignalEvent.Raised raised:
                Fault(ref writer, raised.Fault);
                GroundsCodec.Write(ref writer, raised.Grounds);
                break;
            case SignalEvent.Restated restated:
                Fault(ref writer, restated.Fault);
                GroundsCodec.Write(ref writer, restated.Grounds);
                break;
            case SignalEvent.Escalated(_, var colour, var points): Colour(ref writer, colour, points); break;
            case SignalEvent.Moderated(_, var colour, var points): Colour(ref writer, colour, points); break;
            case SignalEvent.Reinstated(_, var colour, var points): Colour(ref writer, colour, points); break;
            case SignalEvent.Confirmed confirmed: writer.Text(confirmed.By); break;
            default: break;
        }

        writer.Flush();
    }

    /// <summary>Reads an event; false when the bytes are none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SignalEvent? happened)
    {
        happened = null;
        var reader = new ByteReader(bytes);
        if (reader.Byte() != Format)
            return false;
        var tag = (Tag)reader.Byte();
        var at = reader.Instant();
        SignalEvent? read = tag switch
        {
            Tag.Raised => new SignalEvent.Raised(at, Fault(ref reader), GroundsCodec.Read(ref reader)),
            Tag.Restated => new SignalEvent.Restated(at, Fault(ref reader), GroundsCodec.Read(ref reader)),
            Tag.Escalated => new SignalEvent.Escalated(at, (Colour)reader.Byte(), reader.Integer()),
            Tag.Moderated => new SignalEvent.Moderated(at, (Colour)reader.Byte(), reader.Integer()),
            Tag.Contradicted => new SignalEvent.Contradicted(at),
            Tag.Reinstated => new SignalEvent.Reinstated(at, (Colour)reader.Byte(), reader.Integer()),
            Tag.Lapsed => new SignalEvent.Lapsed(at),
            Tag.Confirmed => new SignalEvent.Confirmed(at, reader.Text()),
            _ => null,
        };
        if (!reader.IsComplete)
            return false;
        happened = read;
        return read is not null;
    }

    private static Tag TagOf(SignalEvent happened) => happened switch
    {
        SignalEvent.Raised => Tag.Raised,
        SignalEvent.Escalated => Tag.Escalated,
        SignalEvent.Moderated => Tag.Moderated,
        SignalEvent.Contradicted => Tag.Contradicted,
        SignalEvent.Reinstated => Tag.Reinstated,
        SignalEvent.Lapsed => Tag.Lapsed,
        SignalEvent.Confirmed => Tag.Confirmed,
        SignalEvent.Restated => Tag.Restated,
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "No such event."),
    };

    private static void Colour(ref ByteWriter writer, Colour colour, int points)
    {
        writer.Byte((byte)colour);
        writer.Number(points);
    }

    private static void Fault(ref ByteWriter writer, Fault fault)
    {
        writer.Text(fault.Rule);
        RuleKindCodec.Write(ref writer, fault.Kind);
        writer.Text(fault.Discriminator);
        writer.Instant(fault.TrueFrom);
        Colour(ref writer, fault.Colour, fault.Points);
        writer.Text(fault.Clause);
        writer.Number(fault.RulebookVersion);
        FactsCodec.Write(ref writer, fault.Facts);
    }

    private static Fault Fault(ref ByteReader reader) => new(
        reader.Text(), RuleKindCodec.Read(ref reader), reader.Text(), reader.Instant(), (Colour)reader.Byte(),
        reader.Integer(), reader.Text(), reader.Integer(), FactsCodec.Read(ref reader));
}
