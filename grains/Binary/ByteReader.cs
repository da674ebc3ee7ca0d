using System.Buffers.Binary;

namespace Grains.Binary;

/// <summary>Reads what <see cref="ByteWriter"/> wrote, without ever throwing on foreign bytes.</summary>
/// <remarks>The first thing that does not fit sets <see cref="Failed"/>; from then on every read answers a default.</remarks>
public ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private const long LastMicrosecond = 3_155_378_975_999_999_999 / 10;

    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Whether something did not fit.</summary>
    public bool Failed { get; private set; }

    /// <summary>Whether everything was read, and read well.</summary>
    public readonly bool IsComplete => !Failed && _rest.IsEmpty;

    /// <summary>One byte.</summary>
    public byte Byte()
    {
        if (_rest.IsEmpty)
            return Fail<byte>();
        var value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    /// <summary>An unsigned number.</summary>
    public ulong Number()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64 && !_rest.IsEmpty; shift += 7)
        {
            var part = _rest[0];
            _rest = _rest[1..];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
        return Fail<ulong>();
    }

    /// <summary>A count of things that take at least a byte each, so that foreign bytes cannot ask for an endless array.</summary>
    public int Count()
    {
        var value = Number();
        return value <= (ulong)_rest.Length ? (int)value : Fail<int>();
    }

    /// <summary>A number that is never negative.</summary>
    public int Integer()
    {
        var value = Number();
        return value <= int.MaxValue ? (int)value : Fail<int>();
    }

    /// <summary>A signed number.</summary>
    public long Signed()
    {
        var value = Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>An instant relative to <paramref name="origin"/>, UTC.</summary>
    public DateTimeOffset Instant(DateTimeOffset origin)
    {
        var microseconds = unchecked(Signed() + (origin.UtcTicks / 10));
        return microseconds is >= 0 and <= LastMicrosecond ? new(microseconds * 10, TimeSpan.Zero) : Fail<DateTimeOffset>();
    }

    /// <summary>An instant in microseconds since 1970, UTC.</summary>
    public DateTimeOffset Instant() => Instant(DateTimeOffset.UnixEpoch);

    /// <summary>A text.</summary>
    public string Text() => Text(Integer());

    /// <summary>A text or null.</summary>
    public string? OptionalText()
    {
        var length = Integer();
        return length == 0 ? null : Text(length - 1);
    }

    /// <summary>A decimal.</summary>
    public decimal Decimal()
    {
        if (_rest.Length < 16)
            return Fail<decimal>();
        Span<int> bits = stackalloc int[4];
        for (var i = 0; i < 4; i++)
            bits[i] = BinaryPrimitives.ReadInt32LittleEndian(_rest[(4 * i)..]);
        _rest = _rest[16..];
        var scale = (bits[3] >> 16) & 0xFF;
        return (bits[3] & 0x7F00FFFF) == 0 && scale <= 28 ? new decimal(bits) : Fail<decimal>();
    }

    /// <summary>What was read makes no sense to the caller.</summary>
    public void Reject() => Fail<byte>();

    private string Text(int length)
    {
        if (length > _rest.Length)
            return Fail<string>() ?? "";
        var value = Vocabulary.Of(_rest[..length]);
        _rest = _rest[length..];
        return value;
    }

    private T? Fail<T>()
    {
        Failed = true;
        _rest = default;
        return default;
    }
}
