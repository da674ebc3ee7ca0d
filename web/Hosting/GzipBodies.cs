using Microsoft.AspNetCore.RequestDecompression;

namespace Web.Hosting;

/// <summary>Unpacks bodies of <c>Content-Encoding: gzip</c>, whole ones alone.</summary>
internal sealed class GzipBodies : IDecompressionProvider
{
    /// <summary>The encoding, as <c>Content-Encoding</c> names it.</summary>
    public const string Encoding = "gzip";

    /// <inheritdoc/>
    public Stream GetDecompressionStream(Stream stream) => new WholeGzip(stream);
}
