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
            && (filter.Handler is null || filter.Handler == $"经办人{row.Handler}")
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
                var page = await reader.ReadAsync(tenant, at, null, true, None);
                shown.AddRange(page.Lines);
                at = page.Next is { } next ? filter with { After = CaseCursor.Parse(next.ToString()) } : null;
            }

            Assert.True(expected.SetEquals(shown.Select(l => l.Id)), $"{filter}: {expected.Count} expected, {shown.Count} shown");
            if (filter.IsOfOneDay)
                Assert.Equal(expected.Count, (await reader.ReadAsync(tenant, filter, null, true, None)).Count);
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

        var page = await reader.ReadAsync(tenant, new(), [catalogue.Departments[^1].Code], showHandlers: false, None);
        Assert.NotEmpty(page.Lines);
        Assert.Single(page.Lines.Select(l => l.Department).Distinct());
        Assert.All(page.Lines, l => Assert.Null(l.Handler));
        Assert.Empty((await reader.ReadAsync(tenant, new(), ["nobody"], showHandlers: false, None)).Lines);
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
            var page = await reader.ReadAsync(tenant, filter, null, true, None);
            Assert.True(page.Lines.Count == CaseListReader.PageLength || filter != new CaseFilter());
        }

        Assert.Equal(scans, await ScansAsync(reader, tenant));
    }

    /// <summary>A connection tells what it has counted at the end of its next transaction, a second after the last time.</summary>
    private async Task<long> ScansAsync(CaseListReader reader, TenantId tenant)
    {
        await Task.Delay(TimeSpan.FromSeconds(1.2));
        await reader.ReadAsync(tenant, new() { Number = "none" }, null, true, None);
        return await platform.Server.ScalarAsync<long>(platform["330102"].Database, "select seq_scan from pg_stat_all_tables where relname = 'case_file'");
    }
}
