namespace Web.Import;

/// <summary>Passes XML through and refuses a stretch without any <c>&lt;</c> that is longer than an honest tag.</summary>
/// <remarks>
/// The framework's reader holds a whole start tag in memory and has no limit for one; a few kilobytes of gzip can
/// hold a gigabyte of one attribute. <c>&lt;</c> cannot stand inside an attribute's value, so it ends the stretch.
/// </remarks>
internal sealed class TagLimitStream(Stream inner, int longest) : Stream
{
    private int _since;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        Watch(buffer.AsSpan(offset, read));
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        Watch(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Watch(ReadOnlySpan<byte> read)
    {
        for (int at; (at = read.IndexOf((byte)'<')) >= 0; read = read[(at + 1)..])
        {
            Grow(at);
            _since = 0;
        }

        Grow(read.Length);
    }

    private void Grow(int by)
    {
        _since += by;
        if (_since > longest)
            throw new InvalidDataException($"more than {longest} bytes without a tag");
    }
}
