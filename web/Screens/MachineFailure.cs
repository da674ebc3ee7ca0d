using System.Net.Mime;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Npgsql;
using Web.Hosting;
using Web.Interface;

namespace Web.Screens;

/// <summary>Answers a machine whose call failed with problem details (RFC 9457) in the place of the page for people, whatever it accepts.</summary>
internal sealed class MachineFailure : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // The request's own path is by now that of the page for people.
        if (!Machines.Call(httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? httpContext.Request.Path))
            return false;
        httpContext.Response.StatusCode = StatusOf(exception);
        await WriteAsync(httpContext, JsonBodies.FaultOf(exception));
        return true;
    }

    /// <summary>Writes problem details for the status that the answer has.</summary>
    public static Task WriteAsync(HttpContext http, JsonFault? fault = null)
    {
        var status = http.Response.StatusCode;
        var problem = new ProblemDetails { Status = status, Title = ReasonPhrases.GetReasonPhrase(status), Type = "about:blank" };
        if (SpeakableText.IsTold(http))
        {
            problem.Type = $"urn:e-supervision:problem:{SpeakableText.Code}";
            problem.Detail = SpeakableText.Fault;
            problem.Extensions["code"] = SpeakableText.Code;
        }
        else if (fault is not null)
        {
            problem.Type = $"urn:e-supervision:problem:{fault.Code}";
            problem.Detail = fault.Message;
            problem.Extensions["code"] = fault.Code;
            problem.Extensions["field"] = fault.Field;
        }
        else if (status == StatusCodes.Status413PayloadTooLarge)
        {
            problem.Type = $"urn:e-supervision:problem:{BodyBounds.Code}";
            problem.Detail = BodyBounds.Fault;
            problem.Extensions["code"] = BodyBounds.Code;
            problem.Extensions["expected"] = BodyBounds.Expected;
        }
        else if (status >= StatusCodes.Status500InternalServerError)
        {
            problem.Extensions["traceId"] = FailureNumber.Of(http);
        }

        return http.Response.WriteAsJsonAsync(
            problem,
            options: null, MediaTypeNames.Application.ProblemJson, http.RequestAborted);
    }

    /// <summary>A caller's fault is told as one: a body that broke off, or a letter that no text of the database can hold.</summary>
    public static int StatusOf(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire } => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status500InternalServerError,
    };
}
