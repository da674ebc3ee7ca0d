using System.Collections.Immutable;
using Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Import;
using Platform.Tests.Server;
using Web.Catalogue;
using Web.Demo;
using Web.Demo.Items;
using Xunit;

namespace Platform.Tests.Demo;

public sealed class DemoBacklogTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    [Fact]
    public async Task Backlog_IsRecordedWholeAsHistory_AndLeavesCasesOpen()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var services = Services();
        var county = platform["330802"];
        var catalogue = await services.GetRequiredService<DemoCatalogueSeeder>().SeedAsync(county.Id, cancellation);
        ImmutableArray<DemoSystem> systems =
        [
            .. from department in catalogue.Departments
               let items = catalogue.Items.Where(item => item.Content.Department == department.Code && item.RetiredFrom is null).Select(item => item.Content)
               where department.HasSystem && items.Any()
               select new DemoSystem(county.Key, department.Code, "", "", [.. items], []),
        ];
        var tape = await PermitTape.Read(PermitLog.Xes, cancellation);
        var start = new DateTimeOffset(await platform.Server.ScalarAsync<DateTime>(county.Database, "select now()"), TimeSpan.Zero);
        Traffic NewTraffic() => new(systems, tape, new TrafficRules(), start);

        var backlog = services.GetRequiredService<DemoBacklog>();
        var events = await backlog.RecordAsync(NewTraffic(), cancellation);
        Assert.Equal(events, await Count($"select count(*) from event where tenant = {county.Id} and grain in (select id from case_file where tenant = {county.Id})"));
        Assert.Equal(systems.Length * new TrafficRules().BacklogPerSystem, await Count($"select count(*) from case_file where tenant = {county.Id}"));
        Assert.InRange(await Count($"select open from figure where part = 0 and origin = {county.Id}"), 1, 1000);
        Assert.Equal(0, await Count($"select count(*) from escalation where tenant = {county.Id}"));

        Assert.Equal(events, await backlog.RecordAsync(NewTraffic(), cancellation));
        Assert.Equal(events, await Count($"select count(*) from event where tenant = {county.Id} and grain in (select id from case_file where tenant = {county.Id})"));
    }

    private Task<long> Count(string sql) => platform.Server.ScalarAsync<long>(platform["330802"].Database, sql);

    private ServiceProvider Services() => new ServiceCollection()
        .AddLogging()
        .AddSingleton(platform.Sessions)
        .AddSingleton(platform.Jurisdictions)
        .AddSingleton(TimeProvider.System)
        .AddJournal()
        .AddSingleton<CatalogueWriter>()
        .AddSingleton<DepartmentWriter>()
        .AddSingleton<DemoCatalogueSeeder>()
        .AddSingleton<DemoBacklog>()
        .BuildServiceProvider();
}
