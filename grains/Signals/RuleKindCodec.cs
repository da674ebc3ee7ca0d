using Grains.Binary;
using Grains.Rules;

namespace Grains.Signals;

/// <summary>A kind of rule in bytes: by its name, which never changes.</summary>
internal static class RuleKindCodec
{
    public static void Write(ref ByteWriter writer, RuleKind kind) => writer.Text(kind.Name());

    public static RuleKind Read(ref ByteReader reader)
    {
        if (!RuleKinds.TryParse(reader.Text(), out var kind))
            reader.Reject();
        return kind;
    }
}
