namespace Web.Hosting;

/// <summary>A body of text, JSON or a plain form that tells the character NUL in it, as itself or escaped, as a bad request.</summary>
/// <param name="body">The body.</param>
/// <param name="isForm">Whether it is escaped as in an address (<c>%00</c>), and not as in JSON.</param>
/// <param name="http">The request, on which it is noted.</param>
internal sealed class SpeakableBody(Stream body, bool isForm, HttpContext http) : ForwardStream
{
    private static readonly byte[] InForms = [.. "%00"u8];
    private static readonly byte[] InJson = [.. "\\u0000"u8];

    // How much of the escape has been read.
    private int _matched;

    private byte[] Escape => isForm ? InForms : InJson;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Checked(body.Read(buffer, offset, count), buffer.AsSpan(offset));

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Checked(await body.ReadAsync(buffer, cancellationToken), buffer.Span);

    private int Checked(int read, ReadOnlySpan<byte> buffer)
    {
        var text = buffer[..read];
        if (text.Contains((byte)0) || HasEscape(text))
        {
            SpeakableText.Tell(http);
            throw new BadHttpRequestException(SpeakableText.Fault, StatusCodes.Status400BadRequest);
        }

        return read;
    }

    private bool HasEscape(ReadOnlySpan<byte> text)
    {
        while (text.Length > 0)
        {
            // Nothing begins without its first letter.
            if (_matched == 0)
            {
                var next = text.IndexOf(Escape[0]);
                if (next < 0)
                    return false;
                text = text[(next + 1)..];
                _matched = 1;
                continue;
            }

            if (text[0] == Escape[_matched])
                _matched++;
            else
                _matched = text[0] == Escape[0] && (isForm || _matched > 1) ? 1 : 0; // what follows an escaped backslash is no escape
            if (_matched == Escape.Length)
                return true;
            text = text[1..];
        }

        return false;
    }
}
