using System.Buffers.Binary;

namespace Grains.Journal.Verification;

/// <summary>Where a grain's chain ends.</summary>
/// <param name="Kind">Kind of grain.</param>
/// <param name="Month">Partition of its events.</param>
/// <param name="N">Number of its last event.</param>
/// <param name="Link">Half of the last link: more than enough to tell two apart, and half the memory.</param>
internal readonly record struct GrainEnd(GrainKind Kind, DateOnly Month, int N, UInt128 Link)
{
    public static UInt128 Shorten(ReadOnlySpan<byte> hash) => hash.Length >= 16 ? BinaryPrimitives.ReadUInt128BigEndian(hash) : 0;
}
