using System.Buffers;
using Grains.Binary;

namespace Grains.Departments;

/// <summary>The snapshot of a department in bytes.</summary>
/// <remarks>
/// Unlike a case, a department cannot be folded again as a whole: how its facts came together is told by no event. What an
/// older form counted otherwise is therefore read, kept under its own format and counted anew in its place.
/// </remarks>
public static class DepartmentCodec
{
    /// <summary>Grows with every change of the form or of what it counts.</summary>
    internal const byte Format = 2;

    /// <summary>The form in which nothing counted that an import told of a live case.</summary>
    private const byte WithoutImports = 1;

    /// <summary>Writes a state.</summary>
    public static void Write(DepartmentState state, IBufferWriter<byte> target)
    {
        var writer = new ByteWriter(target);
        writer.Byte(state.IsOutdated ? WithoutImports : Format);
        writer.Number((ulong)state.Facts);
        writer.Number(state.Day.DayNumber);
        writer.Number(state.Late);
        writer.Number(state.Batch);
        writer.Number(state.LargestBatch);
        Instant(ref writer, state.LastRecordedAt);
        Instant(ref writer, state.LastFedAt);
        Instant(ref writer, state.FirstLateAt);
        Instant(ref writer, state.OldestLate);
        Instant(ref writer, state.BatchFrom);
        Instant(ref writer, state.LargestBatchFrom);
        writer.Flush();
    }

    /// <summary>Reads a state; false when the bytes have another format or are no snapshot. No bytes are a department that has told nothing.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out DepartmentState state)
    {
        state = DepartmentState.New;
        if (bytes.IsEmpty)
            return true;
        var reader = new ByteReader(bytes);
        var format = reader.Byte();
        if (format is not (Format or WithoutImports))
            return false;
        var read = DepartmentState.New with
        {
            IsOutdated = format != Format,
            Facts = (long)reader.Number(),
            Day = Day(ref reader),
            Late = reader.Integer(),
            Batch = reader.Integer(),
            LargestBatch = reader.Integer(),
            LastRecordedAt = Instant(ref reader),
            LastFedAt = Instant(ref reader),
            FirstLateAt = Instant(ref reader),
            OldestLate = Instant(ref reader),
            BatchFrom = Instant(ref reader),
            LargestBatchFrom = Instant(ref reader),
        };
        if (!reader.IsComplete)
            return false;
        state = read;
        return true;
    }

    private static DateOnly Day(ref ByteReader reader)
    {
        var number = reader.Integer();
        if (number > DateOnly.MaxValue.DayNumber)
            reader.Reject();
        return DateOnly.FromDayNumber(Math.Min(number, DateOnly.MaxValue.DayNumber));
    }

    /// <summary>An instant that may be missing: one byte says so.</summary>
    private static void Instant(ref ByteWriter writer, DateTimeOffset? value)
    {
        writer.Byte(value is null ? (byte)0 : (byte)1);
        if (value is { } instant)
            writer.Instant(instant);
    }

    private static DateTimeOffset? Instant(ref ByteReader reader) => reader.Byte() == 0 ? null : reader.Instant();
}
