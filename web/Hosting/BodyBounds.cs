using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Web.Hosting;

/// <summary>Bodies that are larger than their endpoint takes: refused (413), whether they say so themselves or it shows while they are read.</summary>
/// <remarks>Whoever reads them takes the framework's fault for another: a form that ends in the middle, most of all, for one without its token (400).</remarks>
internal static class BodyBounds
{
    /// <summary>Code of the problem that a body is larger than its endpoint takes.</summary>
    public const string Code = "too-large";

    /// <summary>What is told of it.</summary>
    public const string Fault = "The body is larger than is taken here.";

    /// <summary>What would have been right.</summary>
    public const string Expected = "several smaller requests";

    /// <summary>Refuses them after routing and decompression, so that the endpoint's own size limit is known and the body is what it reads.</summary>
    public static IApplicationBuilder UseBodyBounds(this IApplicationBuilder app) => app.Use(static async (http, next) =>
    {
        // The page that tells of a failure is asked for with the same body, and needs nothing of it.
        var failed = http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Features.Get<IExceptionHandlerFeature>() is not null;
        if (failed)
            http.Request.Body = Stream.Null;
        if (failed || HttpMethods.IsGet(http.Request.Method))
        {
            await next(http);
            return;
        }

        var bound = http.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (http.Request.ContentLength > bound?.MaxRequestBodySize)
        {
            BoundedBody.ListenOn(bound);
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        // What is packed may come to nothing for ever: that only the server's own bound sees.
        var body = new BoundedBody(http.Request.Body, CompressedBodies.IsPacked(http) ? null : bound);
        http.Request.Body = body;
        try
        {
            await next(http);
        }
        catch (Exception failure) when (body.IsOverrun && failure is not BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            throw new BadHttpRequestException(Fault, StatusCodes.Status413PayloadTooLarge, failure);
        }

        if (body.IsOverrun && !http.Response.HasStarted)
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
    });
}
