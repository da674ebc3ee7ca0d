using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;

namespace Web.Screens;

/// <summary>How the page for failures takes the place of an answer that failed.</summary>
internal static class Failures
{
    /// <summary>What a request brought about itself is told as its fault, and is no failure of the platform to be logged.</summary>
    /// <remarks>A site keeps its own pipeline in them, so every site has its own.</remarks>
    public static ExceptionHandlerOptions NewOptions() => new()
    {
        ExceptionHandlingPath = "/failed",
        StatusCodeSelector = static exception => exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
        SuppressDiagnosticsCallback = static failure => failure.ExceptionHandledBy == ExceptionHandledType.ExceptionHandlerService
            ? MachineFailure.StatusOf(failure.Exception) < StatusCodes.Status500InternalServerError
            : failure.Exception is BadHttpRequestException,
    };

    /// <summary>Lets the page be shown though the form that failed had no token: it acts on nothing.</summary>
    public static Task ReadFormAgain(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Features.Get<IExceptionHandlerFeature>() is not null)
            http.Features.Set<IAntiforgeryValidationFeature>(null);
        return next(http);
    }
}
