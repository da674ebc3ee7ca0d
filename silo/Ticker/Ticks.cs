using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;
using Tenancy;

namespace Silo.Ticker;

/// <summary>Ticks: an empty notification after commits, at most four times a second for each database.</summary>
/// <remarks>
/// It is sent in a transaction of its own that writes nothing: inside a writing one it would hold a cluster-wide lock until
/// the commit is flushed. The first touch after a quiet time is sent at once; a lost tick is made up for by the listeners,
/// who also look every second.
/// </remarks>
public sealed partial class Ticks(Sessions sessions, TimeProvider time, ILogger<Ticks> logger) : IAsyncDisposable
{
    /// <summary>Shortest time between two ticks of one database.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly string _notify = $"notify {sessions.TickChannel}";
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ChannelWriter<bool>> _touched = [];
    private readonly List<Task> _running = [];
    private readonly CancellationTokenSource _stopped = new();

    /// <summary>Says that something was committed in this database; never waits.</summary>
    public void Touch(string database)
    {
        lock (_gate)
        {
            if (!_touched.TryGetValue(database, out var touched))
            {
                var channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
                _touched[database] = touched = channel.Writer;
                _running.Add(RunAsync(database, channel.Reader, _stopped.Token));
            }

            touched.TryWrite(true);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopped.Dispose();
    }

    private async Task RunAsync(string database, ChannelReader<bool> touched, CancellationToken stopped)
    {
        await foreach (var _ in touched.ReadAllAsync(stopped))
        {
            try
            {
                await using var session = await sessions.OpenSiloAsync(database, stopped);
                await session.CommitAsync([new(_notify)], stopped);
            }
            catch (NpgsqlException e)
            {
                LogLost(database, e.Message);
            }

            await Task.Delay(Interval, time, stopped);
        }
    }

    [LoggerMessage(LogLevel.Debug, "A tick of database {Database} was lost ({Reason})")]
    private partial void LogLost(string database, string reason);
}
