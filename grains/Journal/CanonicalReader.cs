using System.Buffers.Binary;
using System.Text;

namespace Grains.Journal;

/// <summary>Reads what <see cref="CanonicalWriter"/> wrote.</summary>
/// <remarks>Bytes that end early or lengths that make no sense throw <see cref="InvalidDataException"/>: only a damaged store has them.</remarks>
public ref struct CanonicalReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Whether everything was read.</summary>
    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>One byte.</summary>
    public byte Byte() => Take(1)[0];

    /// <summary>Four bytes.</summary>
    public int Int() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    /// <summary>Eight bytes.</summary>
    public long Long() => BinaryPrimitives.ReadInt64BigEndian(Take(8));

    /// <summary>An instant, UTC.</summary>
    public DateTimeOffset Instant() => DateTimeOffset.UnixEpoch.AddTicks(Long() * TimeSpan.TicksPerMicrosecond);

    /// <summary>Text, null where null was written.</summary>
    public string? Text()
    {
        var length = Int();
        return length < 0 ? null : Encoding.UTF8.GetString(Take(length));
    }

    /// <summary>Bytes behind their length.</summary>
    public ReadOnlySpan<byte> Bytes() => Take(Int());

    /// <summary>All that is left.</summary>
    public ReadOnlySpan<byte> Rest() => Take(_rest.Length);

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _rest.Length)
            throw new InvalidDataException($"Canonical bytes end after {_rest.Length} where {count} are expected.");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
