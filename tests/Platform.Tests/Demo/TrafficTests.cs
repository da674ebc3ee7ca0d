using System.Collections.Immutable;
using Platform.Tests.Import;
using Web.Demo;
using Xunit;

namespace Platform.Tests.Demo;

public sealed class TrafficTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);

    private static readonly ImmutableArray<DemoSystem> Systems =
        [.. Enumerable.Range(1, 120).Select(i => i % 2 == 0 ? DemoItems.System($"3301{i:00}", DemoItems.Permit) : DemoItems.System($"3301{i:00}", DemoItems.Simple))];

    [Fact]
    public async Task SameSeedSystemsAndStart_TellTheSame()
    {
        var first = await Play(TimeSpan.FromMinutes(3));
        var second = await Play(TimeSpan.FromMinutes(3));
        Assert.Equal(first.Select(Line), second.Select(Line));
        Assert.NotEqual(first.Select(Line), (await Play(TimeSpan.FromMinutes(3), new TrafficRules { Seed = 1 })).Select(Line));
    }

    [Fact]
    public async Task FirstMinute_BringsHundredsOfEventsToManyCounties()
    {
        var live = (await Play(TimeSpan.FromMinutes(1))).Where(told => !told.Backlog).ToList();
        Assert.InRange(live.Count, 150, 2000);
        Assert.True(live.Select(told => told.System.Jurisdiction).Distinct().Count() > 40);
    }

    [Fact]
    public async Task NothingIsToldBeforeItHappened_AndNoEventTwice()
    {
        var told = await Play(TimeSpan.FromMinutes(20));
        Assert.Empty(told.Where(t => t.Event.OccurredAt > t.At).Select(Line));
        Assert.Equal(told.Count, told.Select(t => (t.System.Department, t.Event.CaseNo, t.Event.EventId)).Distinct().Count());
        foreach (var events in told.GroupBy(t => t.Event.CaseNo))
            Assert.Equal(Enumerable.Range(1, events.Count()).Select(n => $"{events.Key}-{n}"), events.Select(t => t.Event.EventId));
    }

    [Fact]
    public async Task TwoRuns_ShareNoCaseNumber()
    {
        var first = await Play(TimeSpan.FromMinutes(1));
        var second = await Play(TimeSpan.FromMinutes(1), start: Start + TimeSpan.FromSeconds(1));
        Assert.Empty(first.Select(t => t.Event.CaseNo).Intersect(second.Select(t => t.Event.CaseNo)));
    }

    [Fact]
    public async Task HowOftenItIsAsked_MakesNoDifference()
    {
        var seconds = (await Play(TimeSpan.FromMinutes(10))).Select(LineOfEvent);
        var tape = await PermitTape.Read(PermitLog.Csv, TestContext.Current.CancellationToken);
        var traffic = new Traffic(Systems, tape, new TrafficRules(), Start);
        var atOnce = traffic.Backlog().ToList().Concat(traffic.Until(Start + TimeSpan.FromMinutes(10))).Select(t => LineOfEvent(new(t.System, t.Event, Start, false)));
        Assert.Equal(seconds.Order(StringComparer.Ordinal), atOnce.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task DayOfTraffic_IsGoneThroughInSeconds()
    {
        var tape = await PermitTape.Read(PermitLog.Csv, TestContext.Current.CancellationToken);
        var traffic = new Traffic(Systems, tape, new TrafficRules(), Start);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.InRange(traffic.Backlog().Count() + traffic.Until(Start + TimeSpan.FromDays(1)).Count(), 500_000, 5_000_000);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"{watch.Elapsed}");
    }

    private static string LineOfEvent(Told told) => $"{told.System.Jurisdiction} {told.Event.EventId} {told.Event.Kind} {told.Event.OccurredAt:O} {told.Event.Step} {told.Event.Handler}";

    private static async Task<List<Told>> Play(TimeSpan length, TrafficRules? rules = null, DateTimeOffset? start = null)
    {
        var tape = await PermitTape.Read(PermitLog.Csv, TestContext.Current.CancellationToken);
        var from = start ?? Start;
        var traffic = new Traffic(Systems, tape, rules ?? new TrafficRules(), from);
        var told = traffic.Backlog().Select(t => new Told(t.System, t.Event, from, Backlog: true)).ToList();
        for (var now = from; now <= from + length; now += TimeSpan.FromSeconds(1))
            told.AddRange(traffic.Until(now).Select(t => new Told(t.System, t.Event, now, Backlog: false)));
        return told;
    }

    private static string Line(Told told) => $"{told.At:O} {told.System.Jurisdiction} {told.Event.EventId} {told.Event.Kind} {told.Event.OccurredAt:O} {told.Event.Step} {told.Event.Handler}";

    private sealed record Told(DemoSystem System, DemoEvent Event, DateTimeOffset At, bool Backlog);
}
