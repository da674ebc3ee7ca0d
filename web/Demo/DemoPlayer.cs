using System.Collections.Immutable;

namespace Web.Demo;

/// <summary>Plays the demo's traffic through the data interface until it is stopped.</summary>
internal sealed partial class DemoPlayer(HttpClient http, TimeProvider time, ILogger<DemoPlayer> logger)
{
    private const int MostEventsInOneCall = 5000;
    private const int CallsAtOnce = 4;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Dictionary<DemoSystem, DemoClient> _clients = [];

    /// <summary>Plays what the traffic tells, second by second; what cannot be delivered is sent again, which changes nothing if it was.</summary>
    /// <param name="traffic">The traffic, at its beginning.</param>
    /// <param name="clock">Where it stands.</param>
    /// <param name="dataFolder">Where its clock is kept.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task PlayAsync(Traffic traffic, DemoClock clock, string dataFolder, CancellationToken cancellation)
    {
        clock = await GoOnAsync(traffic, clock, dataFolder, cancellation);
        using var beat = new PeriodicTimer(Beat, time);
        do
        {
            clock = await clock.Send(time.GetUtcNow()).WriteAsync(dataFolder, cancellation);
            await DeliverAsync([.. Told(traffic, clock)], cancellation);
            clock = await clock.Deliver().WriteAsync(dataFolder, cancellation);
        }
        while (await beat.WaitForNextTickAsync(cancellation));
    }

    /// <summary>Goes through what an earlier run delivered, and sends again, as it was, what it may have been sending when it ended.</summary>
    private async Task<DemoClock> GoOnAsync(Traffic traffic, DemoClock clock, string dataFolder, CancellationToken cancellation)
    {
        if (clock.Sending == TimeSpan.Zero)
            return clock;
        var delivered = traffic.Backlog().Count() + traffic.Until(clock.Start + clock.Done).Count();
        LogGoingOn(delivered, clock.Start);
        await DeliverAsync([.. Told(traffic, clock)], cancellation);
        return await clock.Deliver().GoOn(time.GetUtcNow()).WriteAsync(dataFolder, cancellation);
    }

    private static IEnumerable<(DemoSystem System, DemoEvent Event)> Told(Traffic traffic, DemoClock clock) =>
        traffic.Until(clock.Until).Select(told => (told.System, told.Event.Shifted(clock.Shift)));

    /// <summary>Delivers events, those of one system in order and in one call where they fit.</summary>
    public async Task DeliverAsync(ImmutableArray<(DemoSystem System, DemoEvent Event)> told, CancellationToken cancellation)
    {
        var calls = told.GroupBy(t => t.System, t => t.Event)
            .Select(events => (Client: ClientOf(events.Key), Chunks: events.Chunk(MostEventsInOneCall).ToList()))
            .ToList();
        await Parallel.ForEachAsync(calls, new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce, CancellationToken = cancellation }, async (call, stop) =>
        {
            foreach (var chunk in call.Chunks)
                await SendAsync(call.Client, chunk, stop);
        });
    }

    private async Task SendAsync(DemoClient client, DemoEvent[] events, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                var answer = await client.SendAsync(events, cancellation);
                if (answer.Refused.Count > 0)
                    LogRefused(answer.Refused.Count, answer.Refused[0].ToString());
                return;
            }
            catch (HttpRequestException failure)
            {
                LogUndelivered(events.Length, failure.Message);
                await Task.Delay(Patience, time, cancellation);
            }
        }
    }

    private DemoClient ClientOf(DemoSystem system)
    {
        if (!_clients.TryGetValue(system, out var client))
            _clients[system] = client = new DemoClient(http, system, time);
        return client;
    }

    [LoggerMessage(LogLevel.Information, "The demo goes on after {Count} events since {Start}")]
    private partial void LogGoingOn(int count, DateTimeOffset start);

    [LoggerMessage(LogLevel.Warning, "The data interface refused {Count} demo events, the first: {First}")]
    private partial void LogRefused(int count, string first);

    [LoggerMessage(LogLevel.Warning, "{Count} demo events were not delivered and are sent again: {Reason}")]
    private partial void LogUndelivered(int count, string reason);
}
