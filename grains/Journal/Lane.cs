using System.Diagnostics;
using System.Threading.Channels;

namespace Grains.Journal;

/// <summary>One writer of one database: takes whatever has gathered while the last transaction ran, and commits it together.</summary>
internal sealed class Lane : IAsyncDisposable
{
    /// <summary>Events that one transaction carries at most, beyond a single large batch.</summary>
    private const int MostEvents = 2_000;

    /// <summary>Longest wait for the next of the callers who have just been answered and are about to call again.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMicroseconds(50);

    /// <summary>Pause before a batch is tried again after the machine failed.</summary>
    public static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(200);

    private readonly Channel<PendingBatch> _queue = Channel.CreateBounded<PendingBatch>(new BoundedChannelOptions(4_096) { SingleReader = true });
    private readonly Func<IReadOnlyList<PendingBatch>, Task> _run;
    private readonly Task _loop;

    public Lane(Func<IReadOnlyList<PendingBatch>, Task> run)
    {
        _run = run;
        _loop = Task.Run(LoopAsync);
    }

    public async Task<BatchAnswer> EnqueueAsync(CaseBatch batch)
    {
        var pending = new PendingBatch(batch);
        await _queue.Writer.WriteAsync(pending);
        return await pending.Answered;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
    }

    private async Task LoopAsync()
    {
        var group = new List<PendingBatch>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            await GatherAsync(group.Count);
            group.Clear();
            for (var events = 0; events < MostEvents && _queue.Reader.TryRead(out var pending); events += pending.Batch.Weight)
                group.Add(pending);
            await _run([.. group]);
        }
    }

    /// <summary>Lets the callers of the last group come back, so that they share the next transaction instead of every other one.</summary>
    /// <remarks>Gives way to them for as long as somebody keeps coming; where nobody does, as with callers over a network, it soon ends.</remarks>
    private async ValueTask GatherAsync(int last)
    {
        if (last < 2)
            return;
        var (seen, since) = (_queue.Reader.Count, Stopwatch.GetTimestamp());
        while (seen < last && Stopwatch.GetElapsedTime(since) < Gathering)
        {
            await Task.Yield();
            if (_queue.Reader.Count > seen)
                (seen, since) = (_queue.Reader.Count, Stopwatch.GetTimestamp());
        }
    }
}
