namespace Web.Hosting;

/// <summary>A decompressed body that tells damage in what was sent as a bad request, which every endpoint answers with 400.</summary>
internal sealed class SoundBody(Stream body) : ForwardStream
{
    private long _given;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return Given(body.Read(buffer, offset, count));
        }
        catch (Exception broken) when (IsDamage(broken))
        {
            throw Told(broken);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return Given(await body.ReadAsync(buffer, cancellationToken));
        }
        catch (Exception broken) when (IsDamage(broken))
        {
            throw Told(broken);
        }
    }

    // The decompressors differ in what they call a stream that is none of theirs.
    private static bool IsDamage(Exception broken) => broken is InvalidDataException or InvalidOperationException;

    private int Given(int read)
    {
        _given += read;
        return read;
    }

    private BadHttpRequestException Told(Exception broken) => new(
        $"The body cannot be decompressed after byte {_given} (decompressed): it is not what Content-Encoding says, or not whole.", StatusCodes.Status400BadRequest, broken);
}
