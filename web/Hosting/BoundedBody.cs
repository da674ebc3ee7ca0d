using Microsoft.AspNetCore.Http.Features;

namespace Web.Hosting;

/// <summary>A request body that ends with a fault where it grows larger than its endpoint takes, and remembers that, whatever becomes of the fault.</summary>
/// <remarks>
/// The server's own bound would have it close the connection at once, and whoever is still sending would lose the answer.
/// Without one the server answers, and then throws away what still comes for some seconds.
/// </remarks>
/// <param name="body">The body as it comes.</param>
/// <param name="bound">The server's bound, which is kept here from the first byte on; null leaves it to the server.</param>
internal sealed class BoundedBody(Stream body, IHttpMaxRequestBodySizeFeature? bound) : ForwardStream
{
    private bool _isBegun;
    private long? _left;

    /// <summary>Whether more was sent than is taken.</summary>
    public bool IsOverrun { get; private set; }

    /// <summary>Has the server listen on to whoever sends a body that is answered without being read to its end.</summary>
    public static void ListenOn(IHttpMaxRequestBodySizeFeature? bound)
    {
        if (bound is { IsReadOnly: false })
            bound.MaxRequestBodySize = null;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        Begin();
        try
        {
            return Count(body.Read(buffer, offset, count));
        }
        catch (BadHttpRequestException refused) when (Note(refused))
        {
            throw;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Begin();
        try
        {
            return Count(await body.ReadAsync(buffer, cancellationToken));
        }
        catch (BadHttpRequestException refused) when (Note(refused))
        {
            throw;
        }
    }

    /// <summary>Takes the bound as it stands when reading begins: pages set theirs after routing.</summary>
    private void Begin()
    {
        if (_isBegun)
            return;
        (_isBegun, _left) = (true, bound?.MaxRequestBodySize);
        ListenOn(bound);
    }

    private int Count(int read)
    {
        _left -= read;
        return _left < 0 ? throw new BadHttpRequestException(BodyBounds.Fault, StatusCodes.Status413PayloadTooLarge) : read;
    }

    private bool Note(BadHttpRequestException refused) => IsOverrun |= refused.StatusCode == StatusCodes.Status413PayloadTooLarge;
}
