using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Web.Hosting;

/// <summary>Bodies that say themselves that they are larger than their endpoint takes: refused (413) before anything of them is read.</summary>
/// <remarks>The framework refuses them at the first read; where that is a form's, to look for its token, the fault is taken for a missing token (400).</remarks>
internal static class DeclaredLengths
{
    /// <summary>Refuses them after routing, so that the endpoint's own size limit is known.</summary>
    public static IApplicationBuilder UseDeclaredLengths(this IApplicationBuilder app) => app.Use(static (http, next) =>
    {
        // The page that tells of it is asked for with the same body.
        if (http.Features.Get<IStatusCodeReExecuteFeature>() is not null
            || !(http.Request.ContentLength > http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize))
            return next(http);
        http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return Task.CompletedTask;
    });
}
