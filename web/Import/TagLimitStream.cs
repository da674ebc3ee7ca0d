using Web.Hosting;

namespace Web.Import;

/// <summary>Passes XML through and refuses a stretch without any <c>&lt;</c> that is longer than an honest tag.</summary>
/// <remarks>
/// The framework's reader holds a whole start tag in memory and has no limit for one; a few kilobytes of gzip can
/// hold a gigabyte of one attribute. <c>&lt;</c> cannot stand inside an attribute's value, so it ends the stretch.
/// </remarks>
internal sealed class TagLimitStream(Stream inner, int longest) : ForwardStream
{
    private int _since;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        Watch(buffer.AsSpan(offset, read));
        return read;
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        Watch(buffer.Span[..read]);
        return read;
    }

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
