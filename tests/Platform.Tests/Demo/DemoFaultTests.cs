using System.Collections.Immutable;
using System.Text.Json;
using Grains.Cases;
using Grains.Departments;
using Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Import;
using Platform.Tests.Server;
using Tenancy;
using Web.Catalogue;
using Web.Demo;
using Web.Demo.Items;
using Web.Interface;
using Xunit;

namespace Platform.Tests.Demo;

/// <summary>The faults of departments that the demo puts into its traffic end as signals.</summary>
public sealed class DemoFaultTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private Jurisdiction County => platform["330802"];

    [Fact]
    public async Task BatchEntryAndSilentFeedOfTheDemo_EndAsSignals()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var services = Services();
        await services.GetRequiredService<CalendarChanges>().SeedAsync(cancellation);
        await services.GetRequiredService<RulebookChanges>().SeedAsync(cancellation);
        var systems = await SystemsAsync(services, cancellation);
        var rules = new TrafficRules { OneSilentIn = 2 };
        var start = new DateTimeOffset(await platform.Server.ScalarAsync<DateTime>(County.Database, "select now()"), TimeSpan.Zero) - (4 * rules.BatchEvery);
        var traffic = new Traffic(systems, await PermitTape.Read(PermitLog.Xes, cancellation), rules, start);
        var told = traffic.Until(start + (4 * rules.BatchEvery)).ToList();
        foreach (var system in told.GroupBy(one => one.System.Department, one => one.Event))
            await TellAsync(services, system.Key, [.. system]);

        Assert.Equal(["batch-entry"], await RulesAsync("batch-entry"));

        // The second system has said its one word; the calendar goes on where the test cannot wait.
        var silent = systems[1].Department;
        Assert.Single(told, one => one.System.Department == silent);
        Assert.Empty(await RulesAsync("silent-feed"));
        await LetDaysPassAsync(silent, start.AddDays(-14));
        await services.GetRequiredService<Grains.Journal.Journal>().SweepAsync(County.Id, 1000, cancellation);
        Assert.Equal(["silent-feed"], await RulesAsync("silent-feed"));
    }

    private async Task TellAsync(ServiceProvider services, string code, DemoEvent[] events)
    {
        var registry = await services.GetRequiredService<Registries>().CurrentAsync(County.Id);
        Assert.True(registry.TryDepartment(code, out var department));
        var read = EventReader.Read(JsonSerializer.SerializeToUtf8Bytes(events, DemoEvent.Form), code, CaseSource.Interface);
        var answer = await services.GetRequiredService<Grains.Journal.Journal>().RecordAsync(new CaseBatch(County.Id, department.Id, read.Facts, read.Refused));
        Assert.Empty(answer.Refused);
    }

    private Task<IReadOnlyList<string>> RulesAsync(string rule) => platform.Server.ListAsync<string>(
        County.Database, $"select rule from signal where tenant = {County.Id.Value} and case_id is null and rule = '{rule}' and not contradicted");

    /// <summary>As if the department had told its last fact at another instant.</summary>
    private async Task LetDaysPassAsync(string code, DateTimeOffset lastAt)
    {
        var state = Department.Evolve(DepartmentState.New, new RecordedBatch(lastAt, DateOnly.FromDateTime(lastAt.UtcDateTime), 1, 1, [], []));
        var bytes = new CanonicalWriter();
        // Format 1, no signals raised yet, the state.
        bytes.Byte(1);
        bytes.Int(0);
        DepartmentCodec.Write(state, bytes);
        await platform.Server.ExecuteAsync(
            County.Database,
            $"update department set state = '\\x{Convert.ToHexString(bytes.Written)}', next_check_at = now() where tenant = {County.Id.Value} and code = '{code}'");
    }

    private async Task<ImmutableArray<DemoSystem>> SystemsAsync(ServiceProvider services, CancellationToken cancellation)
    {
        var catalogue = await services.GetRequiredService<DemoCatalogueSeeder>().SeedAsync(County.Id, cancellation);
        return
        [
            .. (from department in catalogue.Departments
                let items = catalogue.Items.Where(item => item.Content.Department == department.Code && item.RetiredFrom is null).Select(item => item.Content)
                where department.HasSystem && items.Any()
                select new DemoSystem(County.Key, department.Code, "", "", [.. items], [])).Take(2),
        ];
    }

    private ServiceProvider Services() => new ServiceCollection()
        .AddLogging()
        .AddSingleton(platform.Sessions)
        .AddSingleton(platform.Jurisdictions)
        .AddSingleton(TimeProvider.System)
        .AddJournal()
        .AddSingleton<CalendarChanges>()
        .AddSingleton<CatalogueWriter>()
        .AddSingleton<DepartmentWriter>()
        .AddSingleton<DemoCatalogueSeeder>()
        .BuildServiceProvider();
}
