using Grains.Rules;
using Grains.Signals;

namespace Grains.Journal;

/// <summary>The bytes of what a subject remembers of its signals.</summary>
internal static class RaisedSignals
{
    public static void Write(CanonicalWriter writer, List<RaisedSignal> signals)
    {
        writer.Int(signals.Count);
        foreach (var signal in signals)
        {
            writer.Long(signal.Signal);
            writer.Text(signal.Fault);
            writer.Byte((byte)signal.Kind);
            writer.Byte((byte)signal.Colour);
            writer.Byte(signal.Stands ? (byte)1 : (byte)0);
            writer.Byte(signal.TrueFrom is null ? (byte)0 : (byte)1);
            if (signal.TrueFrom is { } trueFrom)
                writer.Instant(trueFrom);
            writer.Int(signal.Day?.DayNumber ?? -1);
        }
    }

    /// <summary>Reads them.</summary>
    /// <param name="reader">Where they begin.</param>
    /// <param name="dated">Whether they tell since when they are true, and on which day they are counted.</param>
    public static List<RaisedSignal> Read(ref CanonicalReader reader, bool dated)
    {
        var count = reader.Int();
        var signals = new List<RaisedSignal>(count);
        for (var i = 0; i < count; i++)
        {
            signals.Add(new(
                reader.Long(), reader.Text()!, (RuleKind)reader.Byte(), (Colour)reader.Byte(), reader.Byte() == 1,
                dated && reader.Byte() == 1 ? reader.Instant() : null,
                dated && reader.Int() is var day and >= 0 ? DateOnly.FromDayNumber(day) : null));
        }

        return signals;
    }
}
