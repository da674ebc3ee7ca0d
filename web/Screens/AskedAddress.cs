using Microsoft.AspNetCore.Diagnostics;

namespace Web.Screens;

/// <summary>The address that was asked for, also where another page stands in the place of its answer.</summary>
public static class AskedAddress
{
    /// <summary>The local address, with its query: where a switch of language or colours leads back to.</summary>
    public static string Of(HttpContext context) => context.Features.Get<IStatusCodeReExecuteFeature>() is { } asked
        ? asked.OriginalPathBase + asked.OriginalPath + asked.OriginalQueryString
        : context.Features.Get<IExceptionHandlerPathFeature>() is { } failed
            ? context.Request.PathBase + failed.Path + context.Request.QueryString
            : context.Request.PathBase + context.Request.Path + context.Request.QueryString;
}
