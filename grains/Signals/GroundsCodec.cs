using Grains.Binary;

namespace Grains.Signals;

/// <summary>Versions in bytes; an absent one as 0, any other as itself + 1.</summary>
internal static class GroundsCodec
{
    public static void Write(ref ByteWriter writer, Grounds grounds)
    {
        writer.Number(grounds.Item is { } item ? (ulong)item + 1 : 0);
        writer.Number(grounds.ItemVersion is { } version ? (ulong)version + 1 : 0);
        writer.Number(grounds.Calendar);
    }

    public static Grounds Read(ref ByteReader reader) => new(Optional(reader.Number()), Optional(reader.Number()), reader.Integer());

    private static int? Optional(ulong value) => value == 0 ? null : unchecked((int)(value - 1));
}
