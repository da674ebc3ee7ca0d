using Grains.Journal;
using Tenancy;
using Xunit;

namespace Platform.Tests.Calendars;

public sealed class CalendarRecheckTests(CalendarDatabase database) : IClassFixture<CalendarDatabase>
{
    // 5,000 open cases make three chunks; every tenth has ended, every seventh waits for nothing.
    private const string Cases = """
        insert into head (tenant) values (3), (6) on conflict do nothing;
        insert into case_file (id, next_check_at, ended_at, updated_at, tenant, department, item, month, n, item_kind, status, colour, source, case_no, hash, state)
        select id, case when id % 7 = 0 then null else timestamptz '2027-01-01' end, case when id % 10 = 0 then timestamptz '2026-11-01' end,
               now(), tenant, 1, 1, '2026-11-01', 1, 1, 1, 0, 1, 'c' || id, '\x', '\x'
        from generate_series(1, 5000) as id, (values (3), (6)) as tenants (tenant)
        """;

    [Fact]
    public async Task ChangedCalendar_HasEveryOpenCaseOfItsTenantsJudgedAgainOnce()
    {
        var recheck = new CalendarRecheck(database.Platform.Sessions, database.Platform.Jurisdictions, database.Book, new Commits());
        await database.InDataAsync(Cases);
        await recheck.ApplyAsync(database.Book.CheckedAt);
        await database.InDataAsync("update case_file set next_check_at = '2027-01-01'; update tenant_due set next_due_at = '2027-01-01'");

        await database.Changes.CloseAsync(database.City, new(2026, 12, 3), closed: true, "本地节日", "管理员01");
        await database.Book.RefreshAsync();
        var at = database.Book.CheckedAt + CalendarBook.Delay;
        Assert.Equal([database.City, database.County, database.SecondCounty], await recheck.ApplyAsync(at));

        Assert.Equal(4500, await CountAsync(database.County, "ended_at is null and next_check_at < '2026-12-31'"));
        Assert.Equal(500, await CountAsync(database.County, "ended_at is not null and next_check_at = '2027-01-01'"));
        Assert.Equal(5000, await CountAsync(database.OtherCounty, "next_check_at = '2027-01-01'"));
        Assert.True(await database.FromDataAsync<bool>(
            database.County, $"select next_due_at < '2026-12-31' from tenant_due where tenant = {database.County}"));
        Assert.Empty(await recheck.ApplyAsync(at));
    }

    private Task<long> CountAsync(TenantId tenant, string where) =>
        database.FromDataAsync<long>(tenant, $"select count(*) from case_file where tenant = {tenant} and {where}");
}
