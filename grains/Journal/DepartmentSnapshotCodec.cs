using Grains.Departments;
using Grains.Signals;

namespace Grains.Journal;

/// <summary>The bytes in <c>department.state</c>: the department's signals, then its own state.</summary>
internal static class DepartmentSnapshotCodec
{
    private const byte Format = 2;

    /// <summary>The form before signals told since when they are true.</summary>
    private const byte Undated = 1;

    public static byte[] Write(DepartmentState state, List<RaisedSignal> signals, CanonicalWriter writer)
    {
        writer.Clear();
        writer.Byte(Format);
        RaisedSignals.Write(writer, signals);
        DepartmentCodec.Write(state, writer);
        return writer.Written.ToArray();
    }

    /// <summary>Reads a snapshot; a department that has told nothing yet has no bytes.</summary>
    /// <exception cref="InvalidDataException">The format is unknown.</exception>
    public static (DepartmentState State, List<RaisedSignal> Signals) Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return (DepartmentState.New, []);
        var reader = new CanonicalReader(bytes);
        var format = reader.Byte();
        if (format is not (Format or Undated))
            throw new InvalidDataException($"Department snapshot format {format} is unknown.");
        var signals = RaisedSignals.Read(ref reader, dated: format == Format);
        return DepartmentCodec.TryRead(reader.Rest(), out var state)
            ? (state, signals)
            : throw new InvalidDataException("A department's state has an unknown format.");
    }
}
