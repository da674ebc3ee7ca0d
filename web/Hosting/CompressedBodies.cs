using Microsoft.Net.Http.Headers;

namespace Web.Hosting;

/// <summary>Compressed request bodies: decompressed for every endpoint up to its size limit; one that is none is the sender's fault (400).</summary>
/// <remarks>The decompressed size is bounded by the framework (413); an encoding it does not know stays as it came and is no JSON.</remarks>
internal static class CompressedBodies
{
    private static readonly object Encoded = new();

    /// <summary>Whether the body came packed.</summary>
    public static bool IsPacked(HttpContext http) => http.Items.ContainsKey(Encoded);

    /// <summary>Decompresses bodies after routing, so that the endpoint's own size limit is known.</summary>
    public static IApplicationBuilder UseCompressedBodies(this IApplicationBuilder app) => app
        .Use(static (http, next) =>
        {
            var headers = http.Request.Headers;
            // Some senders name what is no encoding at all (RFC 9110 §12.5.3).
            if (headers.ContentEncoding is [{ } named] && named.Trim().Equals("identity", StringComparison.OrdinalIgnoreCase))
                headers.Remove(HeaderNames.ContentEncoding);
            if (headers.ContentEncoding.Count > 0)
                http.Items[Encoded] = true;
            return next(http);
        })
        .UseRequestDecompression()
        .Use(static (http, next) =>
        {
            if (IsPacked(http))
                http.Request.Body = new SoundBody(http.Request.Body);
            return next(http);
        });
}
