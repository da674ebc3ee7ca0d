using Grains.Cases;
using Grains.Figures;

namespace Grains.Journal;

/// <summary>The bytes of a snapshot in <c>case_file.state</c>: the journal's own part, then the fold.</summary>
public static class CaseSnapshotCodec
{
    private const byte Format = 2;

    /// <summary>The form before signals told since when they are true.</summary>
    private const byte Undated = 1;

    /// <summary>In the place of a fold: a format that none ever has, so that it is folded again from the events.</summary>
    private const byte Unfolded = 0;

    /// <summary>Writes a snapshot over whatever the writer held.</summary>
    public static byte[] Write(CaseSnapshot snapshot, CanonicalWriter writer)
    {
        WriteOwn(snapshot, writer);
        CaseCodec.Write(snapshot.State, writer);
        return writer.Written.ToArray();
    }

    /// <summary>Writes a snapshot without its fold: whoever reads it next folds the case again from its events.</summary>
    internal static byte[] WriteUnfolded(CaseSnapshot snapshot, CanonicalWriter writer)
    {
        WriteOwn(snapshot, writer);
        writer.Byte(Unfolded);
        return writer.Written.ToArray();
    }

    private static void WriteOwn(CaseSnapshot snapshot, CanonicalWriter writer)
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
    }

    /// <summary>Reads a snapshot; <paramref name="stale"/> tells that the fold's format is unknown and must be folded again from the events.</summary>
    /// <exception cref="InvalidDataException">The journal's own part has an unknown format or is damaged.</exception>
    public static CaseSnapshot Read(ReadOnlySpan<byte> bytes, out bool stale)
    {
        var reader = new CanonicalReader(bytes);
        var snapshot = ReadOwn(ref reader);
        stale = !CaseCodec.TryRead(reader.Rest(), out var state);
        if (!stale)
            snapshot.State = state;
        return snapshot;
    }

    /// <summary>Reads the journal's own part, whatever the fold behind it is.</summary>
    /// <exception cref="InvalidDataException">It has an unknown format or is damaged.</exception>
    internal static CaseSnapshot ReadOwn(ReadOnlySpan<byte> bytes)
    {
        var reader = new CanonicalReader(bytes);
        return ReadOwn(ref reader);
    }

    private static CaseSnapshot ReadOwn(ref CanonicalReader reader)
    {
        var format = reader.Byte();
        if (format is not (Format or Undated))
            throw new InvalidDataException($"Snapshot format {format} is unknown.");
        var (received, accepted, closed) = (Day(ref reader), Day(ref reader), Day(ref reader));
        var flags = reader.Byte();
        var known = new List<EventDigest>(reader.Int());
        for (var i = known.Capacity; i > 0; i--)
            known.Add(new((ulong)reader.Long(), (ulong)reader.Long()));
        return new CaseSnapshot
        {
            Known = known,
            Signals = RaisedSignals.Read(ref reader, dated: format == Format),
            Counted = new CaseContribution(received, accepted, closed, (flags & 1) != 0, (flags & 2) != 0),
        };
    }

    /// <summary>Whether it has the form that this build writes, the fold in it too: then it can be read, or is damaged.</summary>
    internal static bool IsOfThisBuild(ReadOnlySpan<byte> bytes) => FoldOf(bytes) is [CaseCodec.Format, ..] && bytes[0] == Format;

    /// <summary>The bytes of the fold, behind the journal's own part.</summary>
    internal static ReadOnlySpan<byte> FoldOf(ReadOnlySpan<byte> bytes)
    {
        var reader = new CanonicalReader(bytes);
        var format = reader.Byte();
        for (var i = 0; i < 3; i++)
            Day(ref reader);
        reader.Byte();
        for (var i = reader.Int() * 2; i > 0; i--)
            reader.Long();
        RaisedSignals.Read(ref reader, dated: format == Format);
        return reader.Rest();
    }

    /// <summary>Whether the snapshot is written in just these bytes.</summary>
    internal static bool IsWrittenAs(CaseSnapshot snapshot, ReadOnlySpan<byte> bytes) =>
        Write(snapshot, new CanonicalWriter()).AsSpan().SequenceEqual(bytes);

    private static void Day(CanonicalWriter writer, DateOnly? day) => writer.Int(day?.DayNumber ?? -1);

    private static DateOnly? Day(ref CanonicalReader reader) => reader.Int() is var number and >= 0 ? DateOnly.FromDayNumber(number) : null;
}
