using Dapper;
using Grains.Calendars;
using Grains.Cases;
using Grains.Rules;
using Platform.Tests.Server;
using Tenancy;
using Web.Cases;
using Xunit;

namespace Platform.Tests.Cases;

public sealed class CaseListTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Every filter that the screen offers, alone, and some together.</summary>
    private static IEnumerable<CaseFilter> Filters()
    {
        foreach (var show in Enum.GetValues<CaseShow>())
        {
            yield return new() { Show = show };
            yield return new() { Show = show, Colour = Colour.Red };
            yield return new() { Show = show, Colour = Colour.Green };
            yield return new() { Show = show, Department = 3 };
            yield return new() { Show = show, Item = 7 };
            yield return new() { Show = show, Handler = "经办人7" };
            yield return new() { Show = show, Source = CaseSource.SecondEntry };
            yield return new() { Show = show, Source = CaseSource.Form };
            yield return new() { Show = show, Item = 7, Handler = "经办人7", Colour = Colour.Red };
        }

        foreach (var due in Enum.GetValues<DaysLeft>())
            yield return new() { Due = due };
        foreach (var show in new[] { CaseShow.ReceivedToday, CaseShow.AcceptedToday, CaseShow.ClosedToday, CaseShow.OnTimeToday, CaseShow.LateToday })
            yield return new() { Show = show, Day = Yesterday };
        yield return new() { Number = "C00000012" };
    }

    private static DateOnly Yesterday => Zone.Shanghai.DayOf(TimeProvider.System.GetUtcNow()).AddDays(-1);

    private sealed record Row(
        long Id, string CaseNo, int Department, int Item, short Status, short Colour, short Source, DateTime? DueAt, DateTime? OpenedAt, DateTime? EndedAt, DateTime? AcceptedOn, bool Late, int Handler);

    private async Task<IReadOnlyList<Row>> RowsAsync(TenantId tenant)
    {
        await using var session = await platform.Sessions.OpenAsync(tenant);
        return [.. await (await session.ConnectAsync()).QueryAsync<Row>("select id, case_no as CaseNo, department, item, status, colour, source, due_at as DueAt, opened_at as OpenedAt, ended_at as EndedAt, accepted_on::timestamp as AcceptedOn, late, handler from case_file")];
    }

    private static bool Matches(Row row, CaseFilter filter, DateTimeOffset now, WorkCalendar calendar)
    {
        if (filter.Number is { } number)
            return row.CaseNo.StartsWith(number, StringComparison.Ordinal);
        var today = calendar.Zone.DayOf(now);
        var day = filter.Day ?? today;
        var (open, accepted) = (row.EndedAt is null, row.AcceptedOn is not null);
        var acceptedToday = row.AcceptedOn is { } on && DateOnly.FromDateTime(on) == day;
        var endedToday = row.EndedAt is { } ended && calendar.Zone.DayOf(Utc(ended)) == day;
        return (filter.Colour is null || row.Colour == (short)filter.Colour) && (filter.Department is null || row.Department == filter.Department)
            && (filter.Item is null || row.Item == filter.Item) && (filter.Source is null || row.Source == (short)filter.Source)
            && (filter.Handler is null || filter.Handler == $"经办人{row.Handler % 1000}")
            && filter.Due switch
            {
                null => true,
                DaysLeft.None => row.DueAt is null,
                DaysLeft.Past => row.DueAt <= now.UtcDateTime,
                DaysLeft.Today => row.DueAt > now.UtcDateTime && calendar.Zone.DayOf(Utc(row.DueAt!.Value.AddTicks(-1))) == today,
                DaysLeft.Later => row.DueAt > Ahead(7),
                var within => row.DueAt > now.UtcDateTime && row.DueAt <= Ahead(within == DaysLeft.Three ? 3 : 7),
            }
            && filter.Show switch
            {
                CaseShow.Working => open,
                CaseShow.Open => open && accepted,
                CaseShow.Overdue => open && accepted && row is { Late: true, DueAt: not null },
                CaseShow.Done => !open,
                CaseShow.Late => !open && accepted && row.Late,
                CaseShow.ReceivedToday => row.OpenedAt is { } opened && calendar.Zone.DayOf(Utc(opened)) == day,
                CaseShow.AcceptedToday => acceptedToday,
                CaseShow.ClosedToday => accepted && endedToday,
                CaseShow.OnTimeToday => accepted && endedToday && !row.Late,
                CaseShow.LateToday => accepted && endedToday && row.Late,
                var status => row.Status == (short)Enum.Parse<CaseStatus>(status.ToString()),
            };

        static DateTimeOffset Utc(DateTime at) => new(at, TimeSpan.Zero);

        DateTime Ahead(int days) => Grains.Clocks.Clock.Due(calendar, now, Grains.Clocks.Limit.WorkingDays(days)).Instant.UtcDateTime;
    }

    [Fact]
    public async Task EveryFilter_ShowsEachOfItsCasesOnce_InOrder_PageByPage()
    {
        var tenant = platform["330802"].Id;
        await ManyCases.SeedAsync(platform, "330802", 4_000);
        var (reader, calendars) = await ManyCases.ReaderAsync(platform);
        var rows = await RowsAsync(tenant);
        var now = TimeProvider.System.GetUtcNow();
        foreach (var filter in Filters())
        {
            var expected = rows.Where(r => Matches(r, filter, now, calendars.For(tenant))).Select(r => r.Id).ToHashSet();
            var shown = new List<CaseLine>();
            for (CaseFilter? at = filter; at is not null;)
            {
                var page = await reader.ReadAsync(tenant, at, null, null, None);
                shown.AddRange(page.Lines);
                at = page.Next is { } next ? filter with { After = CaseCursor.Parse(next.ToString()) } : null;
            }

            Assert.True(expected.SetEquals(shown.Select(l => l.Id)), $"{filter}: {expected.Count} expected, {shown.Count} shown");
            if (filter.IsOfOneDay)
                Assert.Equal(expected.Count, (await reader.ReadAsync(tenant, filter, null, null, None)).Count);
            Assert.Equal(shown.Count, shown.DistinctBy(l => l.Id).Count());
            if (filter is { IsWorking: true, Number: null })
                Assert.Equal(shown.OrderBy(l => l.DueAt is null).ThenBy(l => l.DueAt).ThenBy(l => l.Id).Select(l => l.Id), shown.Select(l => l.Id));
        }
    }

    [Fact]
    public async Task Counts_EqualTheirLists()
    {
        var tenant = platform["330825"].Id;
        await ManyCases.SeedAsync(platform, "330825", 4_000);
        var (_, calendars) = await ManyCases.ReaderAsync(platform);
        var rows = await RowsAsync(tenant);
        var cube = await new CaseCounts(platform.Sessions, calendars, TimeProvider.System).ReadAsync(tenant, None);
        var now = TimeProvider.System.GetUtcNow();
        foreach (var filter in Filters().Where(f => f is { IsWorking: true, Handler: null, Number: null }))
            Assert.Equal(rows.Count(r => Matches(r, filter, now, calendars.For(tenant))), cube.Count(filter, null));
        Assert.Equal(rows.Count(r => r is { EndedAt: null, Department: 3 }), cube.Count(new(), [3]));
    }

    [Fact]
    public async Task PersonOfOneDepartment_SeesItsCasesOnly_AndNoNamesWithoutPermission()
    {
        var tenant = platform["330122"].Id;
        var catalogue = await ManyCases.SeedAsync(platform, "330122", 500);
        var (reader, _) = await ManyCases.ReaderAsync(platform);

        var page = await reader.ReadAsync(tenant, new(), [catalogue.Departments[^1].Code], persons: [], None);
        Assert.NotEmpty(page.Lines);
        Assert.Single(page.Lines.Select(l => l.Department).Distinct());
        Assert.All(page.Lines, l => Assert.Null(l.Handler));
        Assert.Empty((await reader.ReadAsync(tenant, new(), ["nobody"], persons: [], None)).Lines);
    }

    [Fact]
    public async Task NameOfManyHandlers_FindsTheCasesOfEachInTheDepartmentsSeen()
    {
        var tenant = platform["330100"].Id;
        var catalogue = await ManyCases.SeedAsync(platform, "330100", 50);
        var database = platform["330100"].Database;
        await platform.Server.ExecuteAsync(database, $"""
            insert into department (tenant, id, grain, code, name, month) select {tenant}, n, 70000000 + n, 'MANY-' || n, '部门' || n, date_trunc('month', now())::date from generate_series(101, 140) n;
            insert into person (tenant, id, department, salt, name) select {tenant}, 900000 + n, n, '\x00', '同名经办人' from generate_series(101, 140) n;
            insert into case_file (tenant, id, department, item, item_kind, month, n, status, colour, source, case_no, handler, hash, state, due_at, opened_at, updated_at, late)
              select {tenant}, 80000000 + n, n, 0, 1, date_trunc('month', now())::date, 1, 3, 0, 1, 'SAME-' || n, 900000 + n, '\x00', '\x00', now() + interval '3 days', now(), now(), false
              from generate_series(101, 140) n;
            update head set registry = registry + 1 where tenant = {tenant};
            """);
        var (reader, _) = await ManyCases.ReaderAsync(platform);
        var filter = new CaseFilter { Handler = "同名经办人" };

        Assert.Equal(40, (await reader.ReadAsync(tenant, filter, null, null, None)).Lines.Count);
        foreach (var n in new[] { 101, 140 })
            Assert.Equal($"SAME-{n}", Assert.Single((await reader.ReadAsync(tenant, filter, [$"MANY-{n}"], null, None)).Lines).Number);
        var line = Assert.Single((await reader.ReadAsync(tenant, filter, null, ["MANY-117", catalogue.Departments[0].Code], None)).Lines);
        Assert.Equal(("SAME-117", "同名经办人"), (line.Number, line.Handler));
    }

    [Fact]
    public async Task NoFilter_ReadsTheWholeTable()
    {
        var tenant = platform["330102"].Id;
        await ManyCases.SeedAsync(platform, "330102", 150_000);
        var (reader, _) = await ManyCases.ReaderAsync(platform);
        var scans = await ScansAsync(reader, tenant);
        foreach (var filter in Filters())
        {
            var page = await reader.ReadAsync(tenant, filter, null, null, None);
            Assert.True(page.Lines.Count == CaseListReader.PageLength || filter != new CaseFilter());
        }

        Assert.Equal(scans, await ScansAsync(reader, tenant));
    }

    /// <summary>A connection tells what it has counted at the end of its next transaction, a second after the last time.</summary>
    private async Task<long> ScansAsync(CaseListReader reader, TenantId tenant)
    {
        await Task.Delay(TimeSpan.FromSeconds(1.2));
        await reader.ReadAsync(tenant, new() { Number = "none" }, null, null, None);
        return await platform.Server.ScalarAsync<long>(platform["330102"].Database, "select seq_scan from pg_stat_all_tables where relname = 'case_file'");
    }
}
