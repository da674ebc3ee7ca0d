using Microsoft.Extensions.Logging;
using Npgsql;
using Tenancy;

namespace Silo.Valve;

/// <summary>Which databases can be reached; one that cannot is tried apart, so that no round waits for it twice.</summary>
internal sealed partial class Reach(Sessions sessions, TimeProvider time, ILogger<Reach> logger) : IAsyncDisposable
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task> _down = [];
    private readonly CancellationTokenSource _stopped = new();

    /// <summary>Whether it may be tried.</summary>
    public bool IsUp(string database)
    {
        lock (_gate)
            return !_down.ContainsKey(database);
    }

    /// <summary>It could not be reached: until it can, <see cref="IsUp"/> says so.</summary>
    public void Lost(string database, string reason)
    {
        lock (_gate)
        {
            if (_down.ContainsKey(database))
                return;
            LogLost(database, reason);
            _down[database] = ProbeAsync(database, _stopped.Token);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        Task[] probes;
        lock (_gate)
            probes = [.. _down.Values];
        await Task.WhenAll(probes).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopped.Dispose();
    }

    private async Task ProbeAsync(string database, CancellationToken stopped)
    {
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            await Task.Delay(wait, time, stopped);
            try
            {
                await using var session = await sessions.OpenSiloAsync(database, stopped);
                await session.ConnectAsync(stopped);
                break;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                LogStillLost(database, e.Message);
            }
        }

        lock (_gate)
            _down.Remove(database);
        LogFound(database);
    }

    [LoggerMessage(LogLevel.Warning, "Database {Database} cannot be reached to carry ({Reason}); it is tried until it can")]
    private partial void LogLost(string database, string reason);

    [LoggerMessage(LogLevel.Debug, "Database {Database} still cannot be reached ({Reason})")]
    private partial void LogStillLost(string database, string reason);

    [LoggerMessage(LogLevel.Information, "Database {Database} can be reached again")]
    private partial void LogFound(string database);
}
