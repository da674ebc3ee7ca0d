namespace Web.Hosting;

/// <summary>A request body that remembers that it was larger than its endpoint takes, whatever becomes of the exception that told so.</summary>
internal sealed class BoundedBody(Stream body) : ForwardStream
{
    /// <summary>Whether more was sent than is taken.</summary>
    public bool IsOverrun { get; private set; }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return body.Read(buffer, offset, count);
        }
        catch (BadHttpRequestException refused) when (Note(refused))
        {
            throw;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken);
        }
        catch (BadHttpRequestException refused) when (Note(refused))
        {
            throw;
        }
    }

    private bool Note(BadHttpRequestException refused) => IsOverrun |= refused.StatusCode == StatusCodes.Status413PayloadTooLarge;
}
