using System.Globalization;
using Grains.Journal;
using Platform.Tests.Server;
using Web.Cases;
using Web.Demo.Items;

namespace Platform.Tests.Cases;

/// <summary>A county with as many cases as a test wants, written straight into the table: one in ten still being worked on.</summary>
internal static class ManyCases
{
    private const string Insert = """
        insert into case_file (tenant, id, department, item, item_kind, month, n, status, colour, source, case_no, handler, hash, state,
          due_at, opened_at, ended_at, updated_at, accepted_on, late)
        select @tenant, n, i.department, i.id, i.kind, date_trunc('month', opened)::date, 6, status, case when n % 97 = 0 then 3 when n % 31 = 0 then 2 else 0 end,
          case when n % 1009 = 0 then 3 else 1 end, 'C' || lpad(n::text, 9, '0'), i.department * 1000 + 1 + (n::bigint * 7919 % 400),
          sha256(n::text::bytea), decode(repeat('ab', 300), 'hex'),
          case when status = 3 then opened + interval '20 days' end, opened, case when status > 4 then opened + interval '9 days' end, opened,
          case when status >= 3 then (opened + interval '2 days')::date end, n % 53 = 0
        from (
          select n, 1 + (hashint8(n::bigint) & 1023) % (select count(*) from item where tenant = @tenant) as item_number,
            now() - make_interval(secs => case when n % 10 = 0 then n * 3e6 / @many else n * 3e7 / @many end) as opened,
            case when n % 10 > 0 then 6 when n % 50 = 0 then 1 when n % 70 = 0 then 4 else 3 end as status
          from generate_series(1, @many) n
        ) c
        join (select row_number() over (order by id) as number, * from item where tenant = @tenant) i on i.number = c.item_number
        """;

    public static async Task<DemoCatalogue> SeedAsync(TestPlatform platform, string key, int many)
    {
        var tenant = platform[key].Id;
        var catalogue = await new DemoCatalogueSeeder(
            new(platform.Sessions, platform.Jurisdictions), new(platform.Sessions), platform.Jurisdictions).SeedAsync(tenant, CancellationToken.None);
        var database = platform[key].Database;
        var sql = Insert
            .Replace("@tenant", tenant.ToString(), StringComparison.Ordinal)
            .Replace("@many", many.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        await platform.Server.ExecuteAsync(database, sql);
        await platform.Server.ExecuteAsync(database, $"""
            insert into person (tenant, id, department, salt, name)
            select {tenant}, d.id * 1000 + one, d.id, '\x00', '经办人' || one from department d, generate_series(1, 400) one where d.tenant = {tenant}
            """);
        await platform.Server.ExecuteAsync(database, "vacuum analyze case_file");
        return catalogue;
    }

    public static async Task<(CaseListReader Reader, CalendarBook Calendars)> ReaderAsync(TestPlatform platform)
    {
        var calendars = new CalendarBook(platform.Sessions, platform.Jurisdictions);
        await new CalendarChanges(platform.Sessions).SeedAsync();
        await calendars.RefreshAsync();
        return (new(platform.Sessions, new(platform.Sessions), calendars), calendars);
    }
}
