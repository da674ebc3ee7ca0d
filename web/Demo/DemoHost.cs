using Tenancy.Hosting;
using Web.Demo.Seeding;
using Web.Hosting;
using Web.Import;

namespace Web.Demo;

/// <summary>Seeds the demo province when the node serves, tells how to get in, and plays its departments until the node stops.</summary>
internal sealed class DemoHost(
    DemoSeeder seeder, DemoBacklog backlog, DemoRefusals refusals, DemoEvening evening, DatabaseServer server, NodeAddress address, TimeProvider time, IHostApplicationLifetime lifetime, ILoggerFactory loggers) : BackgroundService
{
    private static readonly string Log = Path.Combine(AppContext.BaseDirectory, "data", "permit-log", "wabo-receipt.xes.gz");

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.WhenStartedAsync(stoppingToken);
        if (await seeder.SeedAsync(address.Url, stoppingToken) is not var (file, systems, isNew))
        {
            await Console.Out.WriteLineAsync($"{address.Url}\nThese databases hold a province of their own; the demo is not added to it.");
            return;
        }

        await Console.Out.WriteLineAsync(Greeting.Of(file));
        var tape = await PermitTape.Read(new LogFile(Log, Path.GetFileName(Log)), stoppingToken);
        using var http = new HttpClient { BaseAddress = new Uri(address.Url) };
        var player = new DemoPlayer(http, time, loggers.CreateLogger<DemoPlayer>());
        var clock = isNew ? null : await DemoClock.ReadAsync(server.DataFolder, stoppingToken);
        clock ??= DemoClock.Begin(time.GetUtcNow());
        var traffic = new Traffic(systems, tape, new TrafficRules(), clock.Start);
        if (isNew)
        {
            await backlog.RecordAsync(traffic, stoppingToken);
            await refusals.RecordAsync(systems, clock.Start, stoppingToken);
        }

        await Task.WhenAll(isNew ? evening.TakeAsync(stoppingToken) : Task.CompletedTask, player.PlayAsync(traffic, clock, server.DataFolder, stoppingToken));
    }
}
