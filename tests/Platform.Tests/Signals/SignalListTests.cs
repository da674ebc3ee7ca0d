using System.Globalization;
using Grains.Rules;
using Platform.Tests.Server;
using Tenancy;
using Web.Signals;
using Xunit;

namespace Platform.Tests.Signals;

public sealed class SignalListTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Insert = """
        insert into signal (id, raised_at, true_from, case_id, tenant, department, item_kind, month, n, points, colour, status, contradicted, rule, fault, hash, state)
        select n, timestamptz '2026-01-01' + n / 3 * interval '1 minute', timestamptz '2026-01-01', n, @tenant, 1 + n % 7, 1, '2026-01-01', 1, 10,
          1 + (n % 23) % 3, case when n % 5 = 0 then 3 else 1 end, n % 11 = 0, 'rule-' || n % 13, 'fault-' || n, '\x00', '\x00'
        from generate_series(1, @many) n
        """;

    private static readonly int[] All = [1, 2, 3, 4, 5, 6, 7];

    private readonly SignalListReader _reader = new(platform.Sessions, platform.Jurisdictions);

    private static IEnumerable<SignalFilter> Filters() =>
    [
        new(), new() { Colour = Colour.Red }, new() { Colour = Colour.Green }, new() { Department = 3 }, new() { Rule = "rule-4" },
        new() { Contradicted = true }, new() { Colour = Colour.Yellow, Department = 2, Rule = "rule-1" }, new() { Rule = "no-such-rule" },
    ];

    [Fact]
    public async Task EveryFilter_ShowsEachOfItsSignalsOnce_NewestFirst_PageByPage()
    {
        const int many = 3_000;
        var tenant = await SeedAsync("330802", many);
        foreach (var filter in Filters())
        {
            var expected = Enumerable.Range(1, many).Where(n => Matches(n, filter)).OrderByDescending(n => n / 3).ThenByDescending(n => n).Select(n => (long)n);
            var shown = new List<long>();
            for (var at = filter; at is not null;)
            {
                var page = await _reader.ReadAsync(tenant, at, All, CancellationToken.None);
                shown.AddRange(page.Lines.Select(line => line.Id));
                at = page.Next is { } next ? filter with { After = SignalCursor.Parse(next.ToString()) } : null;
            }

            Assert.Equal(expected, shown);
        }
    }

    [Fact]
    public async Task DayOfASignal_IsThatFromWhichItIsTrue_BeforeOrAfterItWasRaised()
    {
        var tenant = await SeedAsync("330102", 30);
        foreach (var (signal, day) in new[] { (8, "2025-12-30"), (9, "2026-01-05") })
            await platform.Server.ExecuteAsync(platform["330102"].Database, $"update signal set true_from = '{day} 09:00+08' where tenant = {tenant} and id = {signal}");
        async Task<IEnumerable<long>> OfAsync(int year, int month, int day) =>
            (await _reader.ReadAsync(tenant, new() { Day = new DateOnly(year, month, day) }, All, CancellationToken.None)).Lines.Select(line => line.Id);
        Assert.Equal([8], await OfAsync(2025, 12, 30));
        Assert.Equal([9], await OfAsync(2026, 1, 5));
    }

    [Fact]
    public async Task Counts_EqualTheirLists()
    {
        const int many = 2_000;
        var tenant = await SeedAsync("330825", many);
        var counts = await _reader.CountAsync(tenant, [2, 3], CancellationToken.None);
        Assert.Equal([2, 3], counts.Select(count => count.Department).Distinct().Order());
        Assert.Equal(
            Enumerable.Range(1, many).Count(n => Matches(n, new() { Colour = Colour.Red, Department = 3 })),
            counts.Where(count => count is { Department: 3, Colour: Colour.Red }).Sum(count => count.Signals));
    }

    [Fact]
    public async Task OtherDepartmentsAndTenants_AreNotShown()
    {
        var tenant = await SeedAsync("330122", 300);
        Assert.All((await _reader.ReadAsync(tenant, new(), [2], CancellationToken.None)).Lines, line => Assert.Equal(2, line.Department));
        Assert.Empty((await _reader.ReadAsync(tenant, new(), [], CancellationToken.None)).Lines);
        Assert.Empty((await _reader.ReadAsync(platform["330100"].Id, new(), All, CancellationToken.None)).Lines);
    }

    private static bool Matches(int n, SignalFilter filter) =>
        (filter.Colour is null || 1 + (n % 23 % 3) == (int)filter.Colour)
        && (filter.Department is null || 1 + (n % 7) == filter.Department)
        && (filter.Rule is null || filter.Rule == string.Create(CultureInfo.InvariantCulture, $"rule-{n % 13}"))
        && (filter.Contradicted ? n % 11 == 0 : n % 11 != 0 && n % 5 != 0);

    private async Task<TenantId> SeedAsync(string key, int many)
    {
        var tenant = platform[key].Id;
        await platform.Server.ExecuteAsync(platform[key].Database, Insert
            .Replace("@tenant", tenant.ToString(), StringComparison.Ordinal)
            .Replace("@many", many.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        return tenant;
    }
}
