using Grains.Journal;
using Tenancy;
using Xunit;

namespace Grains.Tests.Journal;

public sealed class CommitsTests
{
    private static readonly TimeSpan AtOnce = TimeSpan.Zero;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private readonly Commits _commits = new();

    [Fact]
    public async Task WhatIsRaisedOften_IsTakenOnce()
    {
        using var watch = _commits.Watch();
        for (var i = 0; i < 1000; i++)
            _commits.Raise(new TenantId(i % 3));
        Assert.Equal([0, 1, 2], (await watch.TakeAsync(Long)).Select(t => t.Value).Order());
        Assert.Empty(await watch.TakeAsync(AtOnce));
    }

    [Fact]
    public async Task EveryWatcher_SeesEverything()
    {
        using var one = _commits.Watch();
        using var other = _commits.Watch();
        _commits.Raise(new TenantId(7), new TenantId(8));
        Assert.Equal(2, (await one.TakeAsync(Long)).Count);
        Assert.Equal(2, (await other.TakeAsync(Long)).Count);
    }

    [Fact]
    public async Task WhoWaits_IsWoken()
    {
        using var watch = _commits.Watch();
        var taking = watch.TakeAsync(Long);
        _commits.Raise(new TenantId(7));
        Assert.Equal(new TenantId(7), Assert.Single(await taking));
    }

    [Fact]
    public async Task NothingIsLost_WhileManyRaiseAndOneTakes()
    {
        using var watch = _commits.Watch();
        var raising = Task.WhenAll(Enumerable.Range(0, 4).Select(part => Task.Run(() =>
        {
            for (var i = 0; i < 2000; i++)
                _commits.Raise(new TenantId((part * 2000) + i));
        })));
        var seen = new HashSet<TenantId>();
        while (seen.Count < 8000)
            seen.UnionWith(await watch.TakeAsync(Long));
        await raising;
        Assert.Equal(8000, seen.Count);
    }

    [Fact]
    public async Task WhoStoppedWatching_SeesNoMore()
    {
        var watch = _commits.Watch();
        watch.Dispose();
        _commits.Raise(new TenantId(7));
        Assert.Empty(await watch.TakeAsync(AtOnce));
    }
}
