using Grains.Cases;
using Grains.Figures;

namespace Grains.Journal;

/// <summary>The bytes of a snapshot in <c>case_file.state</c>: the journal's own part, then the fold.</summary>
public static class CaseSnapshotCodec
{
    private const byte Format = 2;

    /// <summary>The form before signals told since when they are true.</summary>
    private const byte Undated = 1;

    /// <summary>Writes a snapshot over whatever the writer held.</summary>
    public static byte[] Write(CaseSnapshot snapshot, CanonicalWriter writer)
    {
        writer.Clear();
        writer.Byte(Format);
        Day(writer, snapshot.Counted.ReceivedOn);
        Day(writer, snapshot.Counted.AcceptedOn);
        Day(writer, snapshot.Counted.ClosedOn);
        writer.Byte((byte)((snapshot.Counted.Late ? 1 : 0) | (snapshot.Counted.Overdue ? 2 : 0)));
        writer.Int(snapshot.Known.Count);
        foreach (var known in snapshot.Known)
        {
            writer.Long((long)known.Id);
            writer.Long((long)known.Content);
        }

        RaisedSignals.Write(writer, snapshot.Signals);
        CaseCodec.Write(snapshot.State, writer);
        return writer.Written.ToArray();
    }

    /// <summary>Reads a snapshot; <paramref name="stale"/> tells that the fold's format is unknown and must be folded again from the events.</summary>
    /// <exception cref="InvalidDataException">The journal's own part has an unknown format or is damaged.</exception>
    public static CaseSnapshot Read(ReadOnlySpan<byte> bytes, out bool stale)
    {
        var reader = new CanonicalReader(bytes);
        var format = reader.Byte();
        if (format is not (Format or Undated))
            throw new InvalidDataException($"Snapshot format {format} is unknown.");
        var (received, accepted, closed) = (Day(ref reader), Day(ref reader), Day(ref reader));
        var flags = reader.Byte();
        var known = new List<EventDigest>(reader.Int());
        for (var i = known.Capacity; i > 0; i--)
            known.Add(new((ulong)reader.Long(), (ulong)reader.Long()));
        var signals = RaisedSignals.Read(ref reader, dated: format == Format);
        stale = !CaseCodec.TryRead(reader.Rest(), out var state);
        return new CaseSnapshot
        {
            State = stale ? CaseState.New : state,
            Known = known,
            Signals = signals,
            Counted = new CaseContribution(received, accepted, closed, (flags & 1) != 0, (flags & 2) != 0),
        };
    }

    /// <summary>Whether it has the form that this build writes, the fold in it too: then it can be read, or is damaged.</summary>
    internal static bool IsOfThisBuild(ReadOnlySpan<byte> bytes)
    {
        var reader = new CanonicalReader(bytes);
        var format = reader.Byte();
        for (var i = 0; i < 3; i++)
            Day(ref reader);
        reader.Byte();
        for (var i = reader.Int() * 2; i > 0; i--)
            reader.Long();
        RaisedSignals.Read(ref reader, dated: format == Format);
        return format == Format && reader.Rest() is [CaseCodec.Format, ..];
    }

    /// <summary>Whether the snapshot is written in just these bytes.</summary>
    internal static bool IsWrittenAs(CaseSnapshot snapshot, ReadOnlySpan<byte> bytes) =>
        Write(snapshot, new CanonicalWriter()).AsSpan().SequenceEqual(bytes);

    private static void Day(CanonicalWriter writer, DateOnly? day) => writer.Int(day?.DayNumber ?? -1);

    private static DateOnly? Day(ref CanonicalReader reader) => reader.Int() is var number and >= 0 ? DateOnly.FromDayNumber(number) : null;
}
