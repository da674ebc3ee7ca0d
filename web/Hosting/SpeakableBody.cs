namespace Web.Hosting;

/// <summary>A body of text or JSON that tells the character NUL in it, as itself or as its JSON escape, as a bad request.</summary>
internal sealed class SpeakableBody(Stream body, HttpContext http) : PassingBody
{
    private static readonly byte[] Escape = [.. "\\u0000"u8];

    // How much of the escape has been read; what follows an escaped backslash is none.
    private int _matched;

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
            // Nothing begins without a backslash.
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
                _matched = _matched > 1 && text[0] == Escape[0] ? 1 : 0;
            if (_matched == Escape.Length)
                return true;
            text = text[1..];
        }

        return false;
    }
}
