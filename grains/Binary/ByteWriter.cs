using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Grains.Binary;

/// <summary>Writes the platform's compact binary forms: variable-length integers, microseconds, length-prefixed UTF-8.</summary>
/// <remarks>Call <see cref="Flush"/> once at the end: until then nothing has reached the target.</remarks>
public ref struct ByteWriter
{
    private readonly IBufferWriter<byte> _target;
    private Span<byte> _span;
    private int _used;

    /// <summary>A writer that appends to the target.</summary>
    public ByteWriter(IBufferWriter<byte> target)
    {
        _target = target;
        _span = target.GetSpan(256);
    }

    /// <summary>One byte.</summary>
    public void Byte(byte value)
    {
        Room(1);
        _span[_used++] = value;
    }

    /// <summary>An unsigned number, 1 to 10 bytes, seven bits each, low bits first.</summary>
    public void Number(ulong value)
    {
        Room(10);
        while (value >= 0x80)
        {
            _span[_used++] = (byte)(value | 0x80);
            value >>= 7;
        }
        _span[_used++] = (byte)value;
    }

    /// <summary>A count or an id that is never negative.</summary>
    public void Number(int value) => Number((ulong)(uint)value);

    /// <summary>A signed number, small magnitudes short.</summary>
    public void Signed(long value) => Number((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>An instant in microseconds since 1970 relative to <paramref name="origin"/>.</summary>
    public void Instant(DateTimeOffset value, DateTimeOffset origin) => Signed((value.UtcTicks / 10) - (origin.UtcTicks / 10));

    /// <summary>An instant in microseconds since 1970.</summary>
    public void Instant(DateTimeOffset value) => Instant(value, DateTimeOffset.UnixEpoch);

    /// <summary>A text, its length in bytes before it.</summary>
    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Number(length);
        Room(length);
        _used += Encoding.UTF8.GetBytes(value, _span[_used..]);
    }

    /// <summary>A text or null: 0 for null, else length + 1 before it.</summary>
    public void OptionalText(string? value)
    {
        if (value is null)
        {
            Byte(0);
            return;
        }
        var length = Encoding.UTF8.GetByteCount(value);
        Number(length + 1);
        Room(length);
        _used += Encoding.UTF8.GetBytes(value, _span[_used..]);
    }

    /// <summary>A decimal: scale, sign and 96-bit value, so that 1.0 and 1.00 stay apart.</summary>
    public void Decimal(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        Room(16);
        foreach (var part in bits)
        {
            BinaryPrimitives.WriteInt32LittleEndian(_span[_used..], part);
            _used += 4;
        }
    }

    /// <summary>Hands what was written to the target.</summary>
    public void Flush()
    {
        _target.Advance(_used);
        _span = default;
        _used = 0;
    }

    private void Room(int bytes)
    {
        if (_span.Length - _used >= bytes)
            return;
        _target.Advance(_used);
        _used = 0;
        _span = _target.GetSpan(Math.Max(bytes, 256));
    }
}
