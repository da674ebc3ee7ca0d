using System.Globalization;
using Platform.Tests.Server;
using Tenancy;
using Web.Quarantine;
using Xunit;

namespace Platform.Tests.Quarantine;

public sealed class QuarantineListTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Insert = """
        insert into quarantine (tenant, department, content_key, first_at, last_at, times, status, event_id, field, code, message, expected, raw)
        select @tenant, 1 + n % 7, sha256(n::text::bytea), timestamptz '2026-01-01', timestamptz '2026-01-01' + n / 3 * interval '1 second', 1,
          case when n % 10 = 0 then 2 when n % 17 = 0 then 3 else 0 end, 'e-' || n, 'field-' || n % 5, case when n % 5000 = 0 then 'rare' else 'code-' || n % 4 end, 'm', 'e', '{}'
        from generate_series(1, @many) n
        """;

    private readonly QuarantineReader _reader = new(platform.Sessions);

    private static DateTimeOffset Start => new(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(0));

    private static IEnumerable<(QuarantineFilter Filter, int[]? Departments)> Questions() =>
    [
        (new(), null), (new() { State = QuarantineState.Dismissed }, null), (new() { Department = 3 }, null), (new() { Code = "code-2" }, null),
        (new() { Field = "field-4" }, null), (new(), [2]), (new() { Code = "code-1" }, [2]), (new(), [1, 5]), (new() { Code = "code-3", Field = "field-0" }, [1, 5]),
        (new() { From = Start.AddSeconds(100), Until = Start.AddSeconds(300) }, null), (new() { Department = 4 }, [5]), (new() { Code = "none" }, null),
    ];

    [Fact]
    public async Task EveryFilter_ShowsEachOfItsEventsOnce_TheLastFirst_PageByPage()
    {
        const int many = 2_000;
        var tenant = await SeedAsync("330802", many);
        foreach (var (filter, departments) in Questions())
        {
            var expected = Enumerable.Range(1, many).Where(n => Matches(n, filter, departments)).Select(n => $"e-{n}").ToHashSet();
            var shown = new List<QuarantineLine>();
            for (var at = filter; at is not null;)
            {
                var page = await _reader.ReadAsync(tenant, at, departments, 50, CancellationToken.None);
                shown.AddRange(page.Lines);
                at = page.Next is { } next ? filter with { After = QuarantineCursor.Parse(next.ToString()) } : null;
            }

            Assert.Equal(expected.Count, shown.Count);
            Assert.Equal(expected, shown.Select(line => line.EventId!).ToHashSet());
            Assert.Equal(shown.OrderByDescending(line => line.LastAt).Select(line => line.LastAt), shown.Select(line => line.LastAt));
        }
    }

    [Fact]
    public async Task Counts_EqualTheirLists_AndOtherTenantsCountNothing()
    {
        const int many = 2_000;
        var tenant = await SeedAsync("330825", many);
        var counts = await _reader.CountAsync(tenant, QuarantineState.Open, [2, 3], CancellationToken.None);
        Assert.Equal([2, 3], counts.Select(count => count.Department).Distinct().Order());
        Assert.Equal(
            Enumerable.Range(1, many).Count(n => Matches(n, new() { Code = "code-1", Department = 3 }, null)),
            counts.Where(count => count is { Department: 3, Code: "code-1" }).Sum(count => count.Events));
        Assert.Equal(Enumerable.Range(1, many).Count(n => Matches(n, new() { Department = 3 }, null)), (await _reader.OpenAsync(tenant, CancellationToken.None))[3]);
        Assert.Empty(await _reader.CountAsync(platform["330800"].Id, QuarantineState.Open, null, CancellationToken.None));
        Assert.Empty((await _reader.ReadAsync(platform["330800"].Id, new(), null, 50, CancellationToken.None)).Lines);
    }

    [Fact]
    public async Task FieldOfAnyLength_IsKept()
    {
        var tenant = platform["330122"].Id;
        await platform.Server.ExecuteAsync(platform["330122"].Database, $"""
            insert into quarantine (tenant, department, content_key, first_at, last_at, field, code, message, expected, raw)
            select {tenant}, 1, '\x01', now(), now(), string_agg(md5(n::text), ''), 'unknown-field', 'm', 'e', '' from generate_series(1, 2000) n
            """);
        var line = (await _reader.ReadAsync(tenant, new(), null, 50, CancellationToken.None)).Lines.Single();
        Assert.Equal(64_000, line.Field.Length);
        Assert.Single((await _reader.ReadAsync(tenant, new() { Field = line.Field[..64] }, null, 50, CancellationToken.None)).Lines);
    }

    private static bool Matches(int n, QuarantineFilter filter, int[]? departments)
    {
        var state = n % 10 == 0 ? QuarantineState.Dismissed : n % 17 == 0 ? (QuarantineState)3 : QuarantineState.Open;
        var at = Start.AddSeconds(n / 3);
        return state == filter.State
            && (departments is null || departments.Contains(1 + (n % 7)))
            && (filter.Department is null || 1 + (n % 7) == filter.Department)
            && (filter.Code is null || filter.Code == (n % 5000 == 0 ? "rare" : string.Create(CultureInfo.InvariantCulture, $"code-{n % 4}")))
            && (filter.Field is null || filter.Field == string.Create(CultureInfo.InvariantCulture, $"field-{n % 5}"))
            && (filter.From is null || at >= filter.From) && (filter.Until is null || at < filter.Until);
    }

    private async Task<TenantId> SeedAsync(string key, int many)
    {
        var tenant = platform[key].Id;
        await platform.Server.ExecuteAsync(platform[key].Database, Insert
            .Replace("@tenant", tenant.ToString(), StringComparison.Ordinal)
            .Replace("@many", many.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        return tenant;
    }
}
