using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;

namespace Web.Screens;

/// <summary>Writes into the log the number that a failed answer tells, so that what somebody quotes is found beside the exception.</summary>
internal sealed partial class FailureNumber(ILogger<FailureNumber> logger) : IExceptionHandler
{
    /// <summary>The request's number: the id of its trace, in the form of W3C trace context where there is one.</summary>
    public static string Of(HttpContext http) => Activity.Current?.Id ?? http.TraceIdentifier;

    /// <summary>Handles nothing.</summary>
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (MachineFailure.StatusOf(exception) >= StatusCodes.Status500InternalServerError)
            Failed(logger, Of(httpContext));
        return new(false);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {Number} failed")]
    private static partial void Failed(ILogger logger, string number);
}
