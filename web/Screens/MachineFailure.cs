using Microsoft.AspNetCore.Diagnostics;

namespace Web.Screens;

/// <summary>Answers a machine whose call failed with problem details (RFC 9457) in the place of the page for people.</summary>
internal sealed class MachineFailure(IProblemDetailsService problems) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken) =>
        Machines.Call(httpContext)
            ? problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext })
            : ValueTask.FromResult(false);
}
