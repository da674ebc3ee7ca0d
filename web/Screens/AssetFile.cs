using Microsoft.Extensions.Primitives;

namespace Web.Screens;

/// <summary>One bundled file in the encodings made at build time.</summary>
/// <param name="ContentType">Its media type.</param>
/// <param name="Plain">The content itself.</param>
/// <param name="Gzip">The content as gzip.</param>
/// <param name="Brotli">The content as Brotli.</param>
public sealed record AssetFile(string ContentType, byte[] Plain, byte[] Gzip, byte[] Brotli)
{
    /// <summary>Reads a file and its two compressed neighbours.</summary>
    public static AssetFile Read(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return new AssetFile(
            TypeOf(Path.GetExtension(name)),
            File.ReadAllBytes(path),
            File.ReadAllBytes(path + ".gz"),
            File.ReadAllBytes(path + ".br"));
    }

    /// <summary>The smallest form the client accepts, with its content coding (null for none).</summary>
    public (byte[] Content, string? Coding) For(StringValues acceptEncoding)
    {
        var accepted = acceptEncoding.ToString();
        if (accepted.Contains("br", StringComparison.Ordinal))
            return (Brotli, "br");
        return accepted.Contains("gzip", StringComparison.Ordinal) ? (Gzip, "gzip") : (Plain, null);
    }

    private static string TypeOf(string extension) => extension switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".woff2" => "font/woff2",
        _ => "application/octet-stream",
    };
}
