using Grains.Calendars;
using Grains.Cases;
using Grains.Catalogue;
using Grains.Clocks;
using Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using Tenancy;
using Web.Catalogue;
using Web.Demo.Items;
using Xunit;

namespace Platform.Tests.Calendars;

public sealed class OpenCaseTests(CalendarDatabase database) : IClassFixture<CalendarDatabase>
{
    private static readonly ItemContent Item = ItemGenerator.Generate(ServiceItems.All[0], "item-1", "D1", "经信局", []);

    private TenantId County => database.County;

    [Fact]
    public async Task ClosedDay_MovesTheDeadlineOfAnOpenCase()
    {
        await using var services = Services();
        var department = await RegisterAsync();
        var accepted = (await database.FromDirectoryAsync<DateTime>("select now()")).AddMinutes(-10);
        var answer = await services.GetRequiredService<Grains.Journal.Journal>().RecordAsync(new CaseBatch(
            County, department, [Fact("1", CaseEventKind.Submitted, new(accepted.AddMinutes(-1))), Fact("2", CaseEventKind.Accepted, new(accepted))], []));
        Assert.Equal(2, answer.Accepted);

        var limit = Earlier(Item.Limits!);
        var before = database.Book.For(County);
        Assert.Equal(Clock.Due(before, new(accepted), limit).Instant, await DueAsync());

        var tomorrow = before.AddWorkingDays(before.Zone.DayOf(new(accepted)), 1);
        await database.Changes.CloseAsync(database.City, tomorrow, closed: true, "台风", "管理员01");
        var book = services.GetRequiredService<CalendarBook>();
        await book.RefreshAsync();
        await Task.Delay(CalendarBook.Delay);
        await book.RefreshAsync();
        Assert.Contains(County, await services.GetRequiredService<CalendarRecheck>().ApplyAsync(book.CheckedAt));
        await services.GetRequiredService<Grains.Journal.Journal>().SweepAsync(County, 1000);

        var after = book.For(County);
        Assert.Equal(DayKind.LocalClosure, after.Kind(tomorrow));
        Assert.Equal(Clock.Due(after, new(accepted), limit).Instant, await DueAsync());
        Assert.NotEqual(Clock.Due(before, new(accepted), limit), Clock.Due(after, new(accepted), limit));
    }

    private ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(database.Platform.Jurisdictions);
        services.AddSingleton(database.Platform.Sessions);
        services.AddSingleton<CalendarRecheck>();
        services.AddJournal();
        return services.BuildServiceProvider();
    }

    private async Task<int> RegisterAsync()
    {
        await new DepartmentWriter(database.Platform.Sessions).RegisterAsync(County, [new(Item.Department, "经信局")], CancellationToken.None);
        ItemCommand[] commands = [.. TakingOver.Commands(ItemState.None, Item, new(2020, 1, 1), "1", new(2026, 11, 21), vertical: false)];
        var order = new ItemOrder(Item.Code, _ => commands);
        var outcome = await new CatalogueWriter(database.Platform.Sessions, database.Platform.Jurisdictions)
            .ApplyAsync(County, "someone", [order], CancellationToken.None);
        Assert.Null(outcome[0].Refusal);
        return await database.FromDataAsync<int>(County, $"select id from department where tenant = {County}");
    }

    private static Limit Earlier(ItemLimits limits) => limits.Promised ?? limits.Legal;

    private Task<DateTimeOffset> DueAsync() => DueAsync($"select due_at from case_file where tenant = {County}");

    private async Task<DateTimeOffset> DueAsync(string sql) => new(await database.FromDataAsync<DateTime>(County, sql));

    private static CaseFact Fact(string id, CaseEventKind kind, DateTimeOffset at) =>
        new(id, "办件1", Item.Code, kind, at, null, "clerk", "经办人01", new CaseDetails(), CaseSource.Interface);
}
