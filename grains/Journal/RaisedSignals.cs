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
        }
    }

    public static List<RaisedSignal> Read(ref CanonicalReader reader)
    {
        var count = reader.Int();
        var signals = new List<RaisedSignal>(count);
        for (var i = 0; i < count; i++)
            signals.Add(new(reader.Long(), reader.Text()!, (RuleKind)reader.Byte(), (Colour)reader.Byte(), reader.Byte() == 1));
        return signals;
    }
}
