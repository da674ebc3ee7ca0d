using Npgsql;
using Tenancy;
using Tenancy.Isolation;

namespace Web.Live.Hub;

/// <summary>Hears the ticks of every database, reads what is watched once for each, and shows it.</summary>
/// <remarks>A tick is a hint and may be lost: it also looks every second, and at once after it had to connect again.</remarks>
internal sealed partial class LiveLoop(
    LiveViewers viewers, LiveFigures figures, Sessions sessions, Databases databases, Jurisdictions jurisdictions, TimeProvider time, ILogger<LiveLoop> logger)
    : BackgroundService
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var loops = new Dictionary<string, Task>(StringComparer.Ordinal);
        using var timer = new PeriodicTimer(LookInterval, time);
        do
        {
            foreach (var database in databases.DataDatabases.Where(d => !loops.TryGetValue(d, out var loop) || loop.IsCompleted))
                loops[database] = FollowAsync(database, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task FollowAsync(string database, CancellationToken stopping)
    {
        TickListener? listener = null;
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                var looked = time.GetTimestamp();
                var owing = await LookAsync(database, stopping);
                await RestAsync(looked, stopping);
                listener = await WaitAsync(database, listener, owing ? Viewer.Interval : LookInterval, stopping);
            }
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            LogFailed(database, failure);
        }
        finally
        {
            if (listener is not null)
                await listener.DisposeAsync();
        }
    }

    /// <summary>Waits for a tick or until the time is up; a new listener does not wait, for what it has missed.</summary>
    private async Task<TickListener?> WaitAsync(string database, TickListener? listener, TimeSpan atMost, CancellationToken stopping)
    {
        try
        {
            if (listener is null)
                return await sessions.ListenAsync(database, stopping);
            await listener.WaitAsync(atMost, stopping);
            return listener;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            LogLost(database, e.Message);
            if (listener is not null)
                await listener.DisposeAsync();
            await Task.Delay(LookInterval, time, stopping);
            return null;
        }
    }

    /// <summary>Reads everything that is watched in this database, once for each tenant that watches, and shows what has changed.</summary>
    /// <returns>Whether somebody could not be shown it yet.</returns>
    private async Task<bool> LookAsync(string database, CancellationToken cancellation)
    {
        var owing = false;
        try
        {
            viewers.EndWhatIsNotPermitted(jurisdictions.Tree);
            foreach (var watched in viewers.Topics().Where(t => IsIn(t.Key, database)))
            {
                var topics = watched.ToList();
                var pictures = await figures.PicturesAsync(watched.Key, [.. topics.Select(t => (t.Of, t.Departments))], cancellation);
                foreach (var (topic, picture) in topics.Zip(pictures))
                    owing |= topic.Publish(picture);
            }
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            LogUnread(database, e.Message);
        }

        return owing;
    }

    private bool IsIn(TenantId tenant, string database) => jurisdictions.Tree.TryFind(tenant, out var found) && found.Database == database;

    /// <summary>Ticks that come faster than viewers may be told are taken together.</summary>
    private Task RestAsync(long looked, CancellationToken cancellation)
    {
        var left = Viewer.Interval - time.GetElapsedTime(looked);
        return left > TimeSpan.Zero ? Task.Delay(left, time, cancellation) : Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Error, "What is watched in database {Database} could not be shown; it is begun anew")]
    private partial void LogFailed(string database, Exception failure);

    [LoggerMessage(LogLevel.Warning, "Database {Database} cannot be listened to ({Reason}); it is tried again every second")]
    private partial void LogLost(string database, string reason);

    [LoggerMessage(LogLevel.Warning, "What is watched in database {Database} cannot be read ({Reason})")]
    private partial void LogUnread(string database, string reason);
}
