using System.Buffers;
using System.Collections.Immutable;
using Grains.Binary;
using Grains.Rules;

namespace Grains.Departments;

/// <summary>The snapshot of a department in bytes.</summary>
/// <remarks>
/// Unlike a case, a department cannot be folded again as a whole: how its facts came together is told by no event. What an
/// older form counted otherwise is therefore read and said to be outdated, and counted anew in its place; what one rule alone
/// had counted of the day begins anew, and the signals raised on it stay.
/// </remarks>
public static class DepartmentCodec
{
    /// <summary>Grows with every change of the form or of what it counts.</summary>
    internal const byte Format = 3;

    /// <summary>The form in which one rule counted for all of its kind, of one day.</summary>
    private const byte OneRule = 2;

    /// <summary>The same, in which nothing counted that an import told of a live case.</summary>
    private const byte WithoutImports = 1;

    /// <summary>Writes a state.</summary>
    public static void Write(DepartmentState state, IBufferWriter<byte> target)
    {
        var writer = new ByteWriter(target);
        writer.Byte(Format);
        writer.Number((ulong)state.Facts);
        writer.Byte(state.IsOutdated ? (byte)1 : (byte)0);
        Instant(ref writer, state.LastRecordedAt);
        Instant(ref writer, state.LastFedAt);
        Instant(ref writer, state.FedBefore);
        writer.Number(state.Marks.Length);
        foreach (var mark in state.Marks)
            Mark(ref writer, mark);
        writer.Number(state.Runs.Length);
        foreach (var run in state.Runs)
            Run(ref writer, run);
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
        if (format is not (Format or OneRule or WithoutImports))
            return false;
        var read = format == Format ? Read(ref reader) : Former(ref reader) with { IsOutdated = format == WithoutImports };
        if (!reader.IsComplete)
            return false;
        state = read;
        return true;
    }

    private static DepartmentState Read(ref ByteReader reader) => DepartmentState.New with
    {
        Facts = (long)reader.Number(),
        IsOutdated = reader.Byte() != 0,
        LastRecordedAt = Instant(ref reader),
        LastFedAt = Instant(ref reader),
        FedBefore = Instant(ref reader),
        Marks = Marks(ref reader),
        Runs = Runs(ref reader),
    };

    private static DepartmentState Former(ref ByteReader reader)
    {
        var facts = (long)reader.Number();
        // The day, its late facts, the running batch and the largest.
        for (var i = 0; i < 4; i++)
            reader.Integer();
        var read = DepartmentState.New with { Facts = facts, LastRecordedAt = Instant(ref reader), LastFedAt = Instant(ref reader) };
        // When the first late fact was recorded and the oldest happened, and when the two batches began.
        for (var i = 0; i < 4; i++)
            Instant(ref reader);
        return read;
    }

    private static void Mark(ref ByteWriter writer, in EntryMark mark)
    {
        writer.Byte(mark.Kind == RuleKind.BatchEntry ? (byte)1 : (byte)0);
        writer.Text(mark.Rule);
        writer.Number(mark.Day.DayNumber);
        writer.Instant(mark.From);
        writer.Number(mark.Count);
        Instant(ref writer, mark.Oldest);
        Instant(ref writer, mark.RedAt);
    }

    private static ImmutableArray<EntryMark> Marks(ref ByteReader reader)
    {
        var marks = ImmutableArray.CreateBuilder<EntryMark>();
        for (var count = reader.Count(); count > 0 && !reader.Failed; count--)
        {
            marks.Add(new(
                reader.Byte() == 0 ? RuleKind.LateEntry : RuleKind.BatchEntry, reader.Text(), Day(ref reader), reader.Instant(), reader.Integer(),
                Instant(ref reader), Instant(ref reader)));
        }

        return marks.ToImmutable();
    }

    private static void Run(ref ByteWriter writer, WholeRun run)
    {
        writer.Text(run.Rule);
        writer.Number(run.Cases.Length);
        foreach (var (at, count) in run.Cases)
        {
            writer.Instant(at);
            writer.Number(count);
        }
    }

    private static ImmutableArray<WholeRun> Runs(ref ByteReader reader)
    {
        var runs = ImmutableArray.CreateBuilder<WholeRun>();
        for (var count = reader.Count(); count > 0 && !reader.Failed; count--)
        {
            var (rule, cases) = (reader.Text(), ImmutableArray.CreateBuilder<(DateTimeOffset, int)>());
            for (var left = reader.Count(); left > 0 && !reader.Failed; left--)
                cases.Add((reader.Instant(), reader.Integer()));
            if (cases.Count == 0)
                reader.Reject();
            runs.Add(new(rule, cases.ToImmutable()));
        }

        return runs.ToImmutable();
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
