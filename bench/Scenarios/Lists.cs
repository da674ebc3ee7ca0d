using System.Diagnostics;
using System.Globalization;
using Bench.Bed;
using Grains.Cases;
using Grains.Rules;
using Web.Cases;

namespace Bench.Scenarios;

/// <summary>A page of the list of cases by every filter the screen offers, first and second page, in a tenant with a million cases of ten departments.</summary>
internal sealed class Lists(TestBed bed, bool quick)
{
    private const string Register = """
        insert into department (tenant, id, grain, code, name, month) select @tenant, n, 50000000 + n, 'D' || n, '部门' || n, date_trunc('month', now())::date from generate_series(2, 10) n;
        insert into item (tenant, id, department, kind, code, name, created_at) select @tenant, n, 1 + n % 10, 1, 'LIST-' || n, '事项' || n, now() from generate_series(10, 109) n;
        insert into item_version (tenant, item, version, status, effective_from, published_at, body)
          select i.tenant, i.id, 1, 4, date '2020-01-01', now(), v.body || jsonb_build_object('code', i.code, 'department', 'D' || i.department) from item i join item_version v on v.tenant = i.tenant and v.item = 1 where i.tenant = @tenant and i.id >= 10;
        insert into person (tenant, id, department, salt, name) select @tenant, d * 10000 + n, d, '\x00', '列表经办人' || n from generate_series(1, 10) d, generate_series(1001, 1400) n;
        update head set registry = registry + 1, next_id = 60000000 where tenant = @tenant;
        """;

    // One in ten is still being worked on; what is done goes back a year.
    private const string Fill = """
        insert into case_file (tenant, id, department, item, item_kind, month, n, status, colour, source, case_no, handler, hash, state,
          due_at, opened_at, ended_at, updated_at, accepted_on, late)
        select @tenant, n, 1 + item % 10, item, 1, date_trunc('month', opened)::date, 6, status, case when n % 97 = 0 then 3 when n % 31 = 0 then 2 when n % 13 = 0 then 1 else 0 end,
          case when n % 1009 = 0 then 3 when n % 7 = 0 then 2 else 1 end, 'C' || lpad(n::text, 9, '0'), (1 + item % 10) * 10000 + 1001 + (n::bigint * 7919 % 400), sha256(n::text::bytea), decode(repeat('ab', 300), 'hex'),
          case when status = 3 then opened + interval '20 days' end, opened, case when status > 4 then opened + interval '9 days' end, opened,
          case when status >= 3 then (opened + interval '2 days')::date end, n % 53 = 0
        from (
          select n, 10 + (hashint8(n::bigint) & 1023) % 100 as item,
            now() - make_interval(secs => case when n % 10 = 0 then n * 3e6 / @many else n * 3e7 / @many end) as opened,
            case when n % 10 > 0 then 6 when n % 50 = 0 then 1 when n % 70 = 0 then 4 else 3 end as status
          from generate_series(1, @many) n
        ) c
        """;

    /// <summary>How many cases there are, the latencies of each filter in milliseconds, and which filter it was.</summary>
    public async Task<(int Cases, IReadOnlyList<(string Filter, IReadOnlyList<double> Latencies)> Filters)> RunAsync()
    {
        var cases = quick ? 200_000 : 1_000_000;
        foreach (var sql in new[] { Register, Fill, "vacuum analyze case_file" })
        {
            await using var command = bed.Admin.CreateCommand(sql
                .Replace("@tenant", bed.Province.Value.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("@many", cases.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
            command.CommandTimeout = 600;
            await command.ExecuteNonQueryAsync();
        }

        var reader = new CaseListReader(bed.Sessions, bed.Registries, bed.Calendars);
        var measured = new List<(string, IReadOnlyList<double>)>();
        foreach (var filter in Filters())
            measured.Add((Name(filter), await MeasureAsync(reader, filter)));
        return (cases, measured);
    }

    private async Task<IReadOnlyList<double>> MeasureAsync(CaseListReader reader, CaseFilter filter)
    {
        var times = new List<double>();
        for (var i = 0; i <= (quick ? 5 : 20); i++)
        {
            var started = Stopwatch.GetTimestamp();
            var page = await reader.ReadAsync(bed.Province, filter, departments: null, persons: null, CancellationToken.None);
            var first = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            started = Stopwatch.GetTimestamp();
            if (page.Next is { } next)
                await reader.ReadAsync(bed.Province, filter with { After = next }, departments: null, persons: null, CancellationToken.None);
            // The first reading prepares the statements.
            if (i == 0)
                continue;
            times.Add(first);
            if (page.Next is not null)
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return times;
    }

    private static IEnumerable<CaseFilter> Filters()
    {
        foreach (var show in Enum.GetValues<CaseShow>())
        {
            var all = new CaseFilter { Show = show };
            yield return all;
            foreach (var colour in new[] { Colour.Green, Colour.Yellow, Colour.Red })
                yield return all with { Colour = colour };
            yield return all with { Department = 3 };
            yield return all with { Item = 17 };
            yield return all with { Handler = "列表经办人1007" };
            foreach (var source in Enum.GetValues<CaseSource>())
                yield return all with { Source = source };
            yield return all with { Item = 17, Handler = "列表经办人1007", Colour = Colour.Red };
        }

        foreach (var due in Enum.GetValues<DaysLeft>())
            yield return new CaseFilter { Due = due };
        yield return new CaseFilter { Number = "C00000012" };
    }

    private static string Name(CaseFilter filter) => string.Join(
        ' ', new object?[] { filter.Show, filter.Colour, filter.Department, filter.Item, filter.Handler, filter.Source, filter.Due, filter.Number }.Where(part => part is not null));
}
