using Microsoft.AspNetCore.SignalR;

namespace Web.Auth;

/// <summary>Tells of calls of a hub that failed: what a caller caused is no error of the node, as little as a refused request.</summary>
/// <remarks>The framework's own line calls both an error, and is therefore off (<see cref="HubCallers"/>).</remarks>
internal sealed partial class HubRefusals(ILogger<HubRefusals> logger) : IHubFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (HubException refusal)
        {
            LogRefused(invocationContext.HubMethodName, refusal.Message);
            throw;
        }
        catch (OperationCanceledException) when (invocationContext.Context.ConnectionAborted.IsCancellationRequested)
        {
            // Who has left waits for no answer.
            throw;
        }
        catch (Exception failure)
        {
            LogFailed(failure, invocationContext.HubMethodName);
            throw;
        }
    }

    [LoggerMessage(LogLevel.Information, "A call of {Method} was refused ({Code})")]
    private partial void LogRefused(string method, string code);

    [LoggerMessage(LogLevel.Error, "A call of {Method} failed")]
    private partial void LogFailed(Exception failure, string method);
}
