using System.Collections.Concurrent;

namespace Silo.Valve;

/// <summary>What has failed, and how long it is left alone: half a second, doubled with each failure up to half a minute.</summary>
internal sealed class Backoff<TKey>(TimeProvider time)
    where TKey : notnull
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<TKey, (int Times, long Since)> _failures = new();

    /// <summary>Whether it may be tried now.</summary>
    public bool MayTry(TKey key) =>
        !_failures.TryGetValue(key, out var failure) || time.GetElapsedTime(failure.Since) >= WaitAfter(failure.Times);

    /// <summary>It has failed.</summary>
    /// <returns>Whether this is the first failure since it last succeeded.</returns>
    public bool Failed(TKey key)
    {
        var now = time.GetTimestamp();
        return _failures.AddOrUpdate(key, (1, now), (_, last) => (last.Times + 1, now)).Times == 1;
    }

    /// <summary>It has succeeded.</summary>
    public void Succeeded(TKey key) => _failures.TryRemove(key, out _);

    private static TimeSpan WaitAfter(int times)
    {
        var wait = First * Math.Pow(2, Math.Min(times - 1, 10));
        return wait < Longest ? wait : Longest;
    }
}
