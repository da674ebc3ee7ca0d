using System.Collections.Immutable;
using Grains.Binary;

namespace Grains.Signals;

/// <summary>The facts under a fault in bytes: a count, then name and value of each.</summary>
internal static class FactsCodec
{
    public static void Write(ref ByteWriter writer, ImmutableArray<KeyValuePair<string, string>> facts)
    {
        writer.Number(facts.Length);
        foreach (var (name, value) in facts)
        {
            writer.Text(name);
            writer.Text(value);
        }
    }

    public static ImmutableArray<KeyValuePair<string, string>> Read(ref ByteReader reader)
    {
        var facts = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>(reader.Count());
        while (facts.Count < facts.Capacity && !reader.Failed)
            facts.Add(new(reader.Text(), reader.Text()));
        return facts.DrainToImmutable();
    }
}
