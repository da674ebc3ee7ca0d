using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Grains.Journal;

/// <summary>Writes length-prefixed fields into a reused buffer; numbers big-endian, instants in microseconds since 1970 UTC.</summary>
public sealed class CanonicalWriter : IBufferWriter<byte>
{
    private byte[] _buffer = new byte[1024];

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    /// <summary>Starts over.</summary>
    public void Clear() => Length = 0;

    /// <summary>One byte.</summary>
    public void Byte(byte value) => Take(1)[0] = value;

    /// <summary>Four bytes.</summary>
    public void Int(int value) => BinaryPrimitives.WriteInt32BigEndian(Take(4), value);

    /// <summary>Eight bytes.</summary>
    public void Long(long value) => BinaryPrimitives.WriteInt64BigEndian(Take(8), value);

    /// <summary>An instant: microseconds since 1970-01-01T00:00Z.</summary>
    public void Instant(DateTimeOffset value) => Long(Microseconds(value));

    /// <summary>Text as UTF-8 behind its length in bytes; null as length −1.</summary>
    public void Text(string? value)
    {
        if (value is null)
        {
            Int(-1);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        Int(length);
        Encoding.UTF8.GetBytes(value, Take(length));
    }

    /// <summary>Bytes behind their length.</summary>
    public void Bytes(ReadOnlySpan<byte> value)
    {
        Int(value.Length);
        value.CopyTo(Take(value.Length));
    }

    /// <summary>Bytes as they are.</summary>
    public void Raw(ReadOnlySpan<byte> value) => value.CopyTo(Take(value.Length));

    /// <summary>Microseconds since 1970-01-01T00:00Z: what PostgreSQL keeps of an instant.</summary>
    public static long Microseconds(DateTimeOffset value) => (value.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <inheritdoc/>
    public void Advance(int count) => Length += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _buffer.AsMemory(Length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    private Span<byte> Take(int count)
    {
        Reserve(count);
        var span = _buffer.AsSpan(Length, count);
        Length += count;
        return span;
    }

    private void Reserve(int count)
    {
        if (Length + count > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + count));
    }
}
