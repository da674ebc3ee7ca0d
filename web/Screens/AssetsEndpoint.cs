using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy.Permissions;

namespace Web.Screens;

/// <summary>Serves the bundled styles and scripts; open to everybody, since the sign-in page needs them.</summary>
internal static class AssetsEndpoint
{
    public static void MapAssets(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/assets/{name}", Serve).OpenToAll("The sign-in page needs its styles.").ExcludeFromDescription();

    private static Results<FileContentHttpResult, NotFound> Serve(string name, AssetFiles assets, HttpContext http)
    {
        if (assets.Find(name) is not { } file)
            return TypedResults.NotFound();
        var (content, coding) = file.For(http.Request.Headers.AcceptEncoding);
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.Vary = "Accept-Encoding";
        if (coding is not null)
            http.Response.Headers.ContentEncoding = coding;
        return TypedResults.File(content, file.ContentType);
    }
}
