namespace Web.Hosting;

/// <summary>Two streams read as one, the second behind the first.</summary>
internal sealed class ChainedStream(Stream first, Stream second) : ForwardStream
{
    private bool _firstEnded;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_firstEnded)
            return second.Read(buffer, offset, count);
        var read = first.Read(buffer, offset, count);
        _firstEnded = read == 0 && count > 0;
        return _firstEnded ? second.Read(buffer, offset, count) : read;
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_firstEnded)
            return await second.ReadAsync(buffer, cancellationToken);
        var read = await first.ReadAsync(buffer, cancellationToken);
        _firstEnded = read == 0 && buffer.Length > 0;
        return _firstEnded ? await second.ReadAsync(buffer, cancellationToken) : read;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            first.Dispose();
            second.Dispose();
        }

        base.Dispose(disposing);
    }
}
