using System.IO.Compression;

namespace Web.Hosting;

/// <summary>What gzip packs, one archive or several behind each other; damage, a missing end or anything else behind it ends the reading as damaged.</summary>
/// <remarks>
/// The framework takes the end of what was sent for the end of its data, so what breaks off would read as shorter. A small archive put
/// behind all others is reached only when each of them has its trailer (RFC 1952 §2.3.1); what comes out of it is held back and compared.
/// </remarks>
internal sealed class WholeGzip : ForwardStream
{
    private static readonly byte[] End = Guid.NewGuid().ToByteArray();
    private static readonly byte[] PackedEnd = Pack(End);

    private readonly byte[] _held = new byte[16 * 1024];
    private readonly GZipStream _unpacked;
    private int _from;
    private int _until;
    private bool _ended;

    /// <summary>Unpacks another stream, which stays open.</summary>
    public WholeGzip(Stream packed) => _unpacked = new GZipStream(new ChainedStream(packed, new MemoryStream(PackedEnd, writable: false)), CompressionMode.Decompress, leaveOpen: true);

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">It is no gzip, damaged, or breaks off.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        while (!_ended && Ready == 0)
            Take(_unpacked.Read(Room().Span));
        return Give(buffer.AsSpan(offset, count));
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">It is no gzip, damaged, or breaks off.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!_ended && Ready == 0)
            Take(await _unpacked.ReadAsync(Room(), cancellationToken));
        return Give(buffer.Span);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _unpacked.Dispose();
        base.Dispose(disposing);
    }

    // The last bytes that were unpacked may be those of the end.
    private int Ready => Math.Max(0, _until - _from - End.Length);

    private Memory<byte> Room()
    {
        _held.AsSpan(_from.._until).CopyTo(_held);
        (_from, _until) = (0, _until - _from);
        return _held.AsMemory(_until);
    }

    private void Take(int read)
    {
        _until += read;
        if (read > 0)
            return;
        if (!_held.AsSpan(_from.._until).SequenceEqual(End))
            throw new InvalidDataException("The gzip archive is damaged or breaks off.");
        _ended = true;
    }

    private int Give(Span<byte> buffer)
    {
        var given = Math.Min(Ready, buffer.Length);
        _held.AsSpan(_from, given).CopyTo(buffer);
        _from += given;
        return given;
    }

    private static byte[] Pack(byte[] content)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(content);
        return packed.ToArray();
    }
}
