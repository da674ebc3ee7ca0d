using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Tenancy.Callers;

namespace Web.Auth;

/// <summary>Keeps hub connections to living sessions: each call knows its caller as of now, and who lost the session loses the connection.</summary>
/// <remarks>Nobody waits for anybody else: a connection whose session has not been seen alive for too long ends, however many are asked about.</remarks>
internal sealed partial class HubSessions(LiveCallers callers, TimeProvider time, ILogger<HubSessions> logger) : BackgroundService, IHubFilter
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // So many sessions are read at once.
    private readonly SemaphoreSlim _turns = new(16);

    private readonly ConcurrentDictionary<string, Watcher> _connections = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        var watcher = new Watcher(context.Context, time.GetTimestamp());
        if (!await KeepAsync(context.Context, context.Context.ConnectionAborted))
        {
            context.Context.Abort();
            return;
        }

        _connections[context.Context.ConnectionId] = watcher;
        await next(context);
    }

    /// <inheritdoc/>
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (!await KeepAsync(invocationContext.Context, invocationContext.Context.ConnectionAborted))
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
            foreach (var watcher in _connections.Values)
            {
                if (time.GetElapsedTime(watcher.SeenAt) > LiveCallers.Bearable)
                    watcher.Connection.Abort();
                else if (!watcher.IsAsked)
                    _ = AskAsync(watcher, stoppingToken);
            }
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _turns.Dispose();
        base.Dispose();
    }

    /// <summary>Asks about one; who has left meanwhile, or cannot be asked about, is nobody else's concern.</summary>
    private async Task AskAsync(Watcher watcher, CancellationToken stopping)
    {
        watcher.IsAsked = true;
        try
        {
            await _turns.WaitAsync(stopping);
            try
            {
                var asked = time.GetTimestamp();
                if (await KeepAsync(watcher.Connection, stopping))
                    watcher.SeenAt = asked;
                else
                    watcher.Connection.Abort();
            }
            finally
            {
                _turns.Release();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The node ends, and with it all connections.
        }
        catch (Exception failure)
        {
            LogUnasked(failure);
            watcher.Connection.Abort();
        }
        finally
        {
            watcher.IsAsked = false;
        }
    }

    private async Task<bool> KeepAsync(HubCallerContext connection, CancellationToken cancellation)
    {
        if (connection.User is not { } user || await callers.FindAsync(user, cancellation) is not { } caller)
            return false;
        connection.KeepCaller(caller);
        return true;
    }

    [LoggerMessage(LogLevel.Error, "A watcher's session could not be read; his connection ends")]
    private partial void LogUnasked(Exception failure);

    /// <summary>A connection, and the moment before its session was last asked about and found alive.</summary>
    private sealed class Watcher(HubCallerContext connection, long seenAt)
    {
        public HubCallerContext Connection => connection;

        public long SeenAt { get; set; } = seenAt;

        /// <summary>Whether an answer is waited for.</summary>
        public bool IsAsked { get; set; }
    }
}
