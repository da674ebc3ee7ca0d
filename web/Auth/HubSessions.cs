using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Tenancy.Callers;

namespace Web.Auth;

/// <summary>Keeps hub connections to living sessions: each call knows its caller as of now, and who lost the session loses the connection.</summary>
internal sealed class HubSessions(LiveCallers callers, TimeProvider time) : BackgroundService, IHubFilter
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, HubCallerContext> _connections = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        if (!await KeepAsync(context.Context))
        {
            context.Context.Abort();
            return;
        }

        _connections[context.Context.ConnectionId] = context.Context;
        await next(context);
    }

    /// <inheritdoc/>
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (!await KeepAsync(invocationContext.Context))
            throw new HubException("The session has ended.");
        return await next(invocationContext);
    }

    /// <inheritdoc/>
    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        _connections.TryRemove(context.Context.ConnectionId, out _);
        return next(context, exception);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var connection in _connections.Values)
            {
                if (!await KeepAsync(connection))
                    connection.Abort();
            }
        }
    }

    private async Task<bool> KeepAsync(HubCallerContext connection)
    {
        if (connection.User is not { } user || await callers.FindAsync(user, connection.ConnectionAborted) is not { } caller)
            return false;
        connection.KeepCaller(caller);
        return true;
    }
}
