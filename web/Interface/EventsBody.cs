using System.Buffers;
using System.Text;
using Microsoft.Net.Http.Headers;
using Web.Hosting;

namespace Web.Interface;

/// <summary>Reads the body of <c>POST /api/v1/events</c>, decompressed, as far as the budget goes.</summary>
internal static class EventsBody
{
    /// <summary>The type of a body in which each line stands for itself.</summary>
    public const string Lines = "application/x-ndjson";

    /// <summary>Whether the sender says that each line stands for itself.</summary>
    public static bool IsLines(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals(Lines, StringComparison.OrdinalIgnoreCase);

    /// <summary>The whole body.</summary>
    /// <exception cref="UnreadableBodyException">Not UTF-8, not to be decompressed, too large, or beyond the budget; its status says which.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, BodyBudget.Share share, CancellationToken cancellation)
    {
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding)
            throw new UnreadableBodyException(
                "unknown-encoding", $"Content-Encoding {encoding} is not understood.", "gzip, br, deflate, identity or none", StatusCodes.Status415UnsupportedMediaType);
        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.Charset is { Length: > 0 } charset && !IsUtf8(charset.Value!))
            throw new UnreadableBodyException(
                "not-utf8", $"The charset {charset} is not taken.", "UTF-8, as JSON has it (RFC 8259 §8.1)", StatusCodes.Status415UnsupportedMediaType);
        if (request.ContentLength > EventsEndpoint.MostBytes)
            throw TooLarge();
        try
        {
            return await ReadAsync(request.Body, request.ContentLength ?? 0, share, cancellation);
        }
        catch (BadHttpRequestException broken) when (broken.InnerException is InvalidDataException or InvalidOperationException)
        {
            throw new UnreadableBodyException("unreadable", broken.Message, "what Content-Encoding says, whole");
        }
        catch (BadHttpRequestException broken) when (broken.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge();
        }
        catch (BadHttpRequestException broken) when (broken.StatusCode < StatusCodes.Status500InternalServerError)
        {
            throw new UnreadableBodyException("unreadable", "The body cannot be read.", "a whole body, not too slowly", broken.StatusCode);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, long length, BodyBudget.Share share, CancellationToken cancellation)
    {
        Reach(share, length);
        var body = new ArrayBufferWriter<byte>((int)Math.Max(length + 1, 1_024));
        while (await stream.ReadAsync(body.GetMemory(), cancellation) is > 0 and var read)
        {
            body.Advance(read);
            if (body.WrittenCount > EventsEndpoint.MostBytes)
                throw TooLarge();
            Reach(share, body.WrittenCount);
        }

        return body.WrittenMemory;
    }

    private static void Reach(BodyBudget.Share share, long bytes)
    {
        if (!share.TryReach(bytes))
            throw new UnreadableBodyException(
                "busy", "The node is reading as much as it has memory for.", $"the same again after {BodyBudget.RetryAfter} s, in smaller requests or fewer at once",
                StatusCodes.Status429TooManyRequests);
    }

    private static UnreadableBodyException TooLarge() =>
        new(BodyBounds.Code, BodyBounds.Fault, BodyBounds.Expected, StatusCodes.Status413PayloadTooLarge);

    private static bool IsUtf8(string charset) =>
        charset.Trim('"') is var name && (name.Equals(Encoding.UTF8.WebName, StringComparison.OrdinalIgnoreCase)
            || name.Equals("utf8", StringComparison.OrdinalIgnoreCase) || name.Equals("us-ascii", StringComparison.OrdinalIgnoreCase));
}
