using Microsoft.Extensions.Logging.Abstractions;
using Platform.Tests.Server;
using Platform.Tests.Silo;
using Silo.Ticker;
using Silo.Valve;
using Tenancy;
using Web.Live;
using Xunit;
using static Platform.Tests.Silo.TestProvince;

namespace Platform.Tests.Live;

public sealed class LiveFiguresTests(PostgresServer server) : IAsyncLifetime
{
    private TestProvince _province = null!;
    private Ticks _ticks = null!;
    private Reach _reach = null!;
    private Carrier _carrier = null!;
    private LiveFigures _figures = null!;

    public async ValueTask InitializeAsync()
    {
        _province = await TestProvince.CreateAsync(server);
        _ticks = new Ticks(_province.Sessions, TimeProvider.System, NullLogger<Ticks>.Instance);
        _reach = new Reach(_province.Sessions, TimeProvider.System, NullLogger<Reach>.Instance);
        _carrier = new Carrier(_province.Sessions, _province.Jurisdictions, _ticks, _reach, TimeProvider.System, NullLogger<Carrier>.Instance);
        _figures = new LiveFigures(
            _province.Sessions, _province.Jurisdictions, new SheetReader(_province.Sessions, _province.Jurisdictions),
            new JudgedUntil(_province.Sessions, TimeProvider.System));
    }

    public async ValueTask DisposeAsync()
    {
        await _ticks.DisposeAsync();
        await _reach.DisposeAsync();
        await _province.DisposeAsync();
    }

    [Fact]
    public async Task EveryLevel_ShowsTheSumOfWhatIsBelow()
    {
        await CommitAndCarryAsync((County, 3), (SecondCounty, 4), (OtherCounty, 5), (City, 6), (Province, 7));
        Assert.Equal(25, await AcceptedAsync(Province, Province));
        Assert.Equal(13, await AcceptedAsync(City, City));
        Assert.Equal(13, await AcceptedAsync(Province, City));
        Assert.Equal(3, await AcceptedAsync(County, County));
        Assert.Equal(7, (await _figures.OwnAsync(Province, Of(Province))).Cases.Accepted);
    }

    [Fact]
    public async Task WhoSeesDepartmentsAlone_SeesNoJurisdictionBelow()
    {
        await CommitAndCarryAsync((County, 3), (City, 6));
        var (whole, some) = (await _figures.PictureAsync(City, Of(City), departments: null), await _figures.PictureAsync(City, Of(City), departments: ["mzj"]));
        Assert.NotEmpty(whole.Totals.Children);
        Assert.Empty(some.Totals.Children);
        Assert.Equal((9, 9), (whole.Totals.Cases.Accepted, some.Totals.Cases.Accepted));
    }

    [Fact]
    public async Task TodayAndTrend_CountTheDaysOfTheZone()
    {
        await CommitAndCarryAsync((County, 3));
        await _province.OwnerAsync(County, "update figure set day = (now() at time zone 'Asia/Shanghai')::date, version = version + 1 where part = 1; update head set seq = seq + 1; update tenant_due set outbox_pending = true");
        await _carrier.CarryAsync([County], default);
        Assert.Equal(3, (await _figures.TotalsAsync(County, Of(County), depth: 0)).Today.Accepted);
        var trend = await _figures.TrendAsync(County, Of(County), days: 30);
        Assert.Equal(30, trend.Count);
        Assert.Equal((3, 0), (trend[^1].Accepted, trend[^2].Accepted));
        Assert.Equal(trend[0].Day.AddDays(29), trend[^1].Day);
    }

    [Fact]
    public async Task EscalationsOfWhoWasMovedAway_AreNotShown()
    {
        await CommitAndCarryAsync((County, 1), (SecondCounty, 1));
        await _province.EscalateAsync(County, 7);
        await _province.EscalateAsync(SecondCounty, 8);
        await _carrier.CarryAsync([County, SecondCounty], default);
        await _province.DirectoryAsync("update jurisdiction set parent = 3 where id = 4");
        await _province.Jurisdictions.RefreshAsync();
        Assert.Equal(["330803 8"], await FeedAsync(City, City));
    }

    [Fact]
    public async Task Escalations_ComeFromTheSubtreeNewestFirst()
    {
        await CommitAndCarryAsync((County, 1), (OtherCounty, 1));
        await _province.EscalateAsync(County, 7);
        await _province.EscalateAsync(OtherCounty, 8);
        await _carrier.CarryAsync([County, OtherCounty], default);
        Assert.Equal(["330102 8", "330802 7"], await FeedAsync(Province, Province));
        Assert.Equal(["330802 7"], await FeedAsync(Province, City));
        Assert.Equal(["330802 7"], await FeedAsync(City, City));
        var last = (await PageAsync(Province, Province, 1, EscalationCursor.Newest)).Single();
        Assert.Equal(7, (await PageAsync(Province, Province, 1, new(last.RaisedAt))).Single().Signal);
        Assert.Equal((5m, "red"), (last.Points, last.Colour));
    }

    [Fact]
    public async Task EscalationsOfOneInstant_AreAllReachedPageByPage()
    {
        await CommitAndCarryAsync((County, 1), (OtherCounty, 1));
        for (var signal = 1; signal <= 5; signal++)
        {
            await _province.EscalateAsync(County, signal);
            await _province.EscalateAsync(OtherCounty, signal);
        }

        foreach (var county in new[] { County, OtherCounty })
            await _province.OwnerAsync(county, $"update escalation set raised_at = '2026-11-22 00:00:00.123456+08' where tenant = {county}");
        await _carrier.CarryAsync([County, OtherCounty], default);
        foreach (var (viewer, of, many) in new[] { (Province, Province, 10), (Province, City, 5), (City, City, 5), (County, County, 5) })
        {
            var seen = new List<string>();
            for (var behind = EscalationCursor.Newest; await PageAsync(viewer, of, 2, behind) is { Count: > 0 } page;)
            {
                seen.AddRange(page.Select(one => $"{one.Jurisdiction} {one.Signal}"));
                Assert.True(EscalationCursor.TryParse(EscalationCursor.Behind(page[^1]), _province.Jurisdictions.Tree, out behind));
            }

            Assert.Equal(many, seen.Count);
            Assert.Equal(many, seen.Distinct().Count());
        }
    }

    [Fact]
    public async Task Departments_ShowFiguresAndConnection()
    {
        await CommitAndCarryAsync((County, 3));
        await _province.OwnerAsync(County, """
            insert into department (tenant, id, grain, code, name, month, accepted, refused, last_recorded_at)
            select 4, n, n, 'd' || n, '部门' || n, '2026-11-01', 12, 1, now() from generate_series(1, 2) n;
            insert into item (tenant, id, department, kind, code, name, created_at) select 4, n, 1, 1, 'i' || n, '事项', now() from generate_series(1, 4) n;
            insert into item_version (tenant, item, version, status, effective_from, effective_until, body) values
              (4, 1, 1, 4, '2026-01-01', null, '{}'), (4, 2, 1, 0, null, null, '{}'), (4, 3, 1, 5, '2026-01-01', '2026-02-01', '{}'), (4, 4, 1, 4, '2999-01-01', null, '{}')
            """);
        await _carrier.CarryAsync([County], default);
        var told = await _figures.DepartmentsAsync(Province, Of(County), null);
        Assert.Equal([(1, "部门1", 3L, 12L, 1), (2, "部门2", 0L, 12L, 0)], told.Select(d => (d.Department, d.Name, d.Cases.Accepted, d.RecordedEvents, d.Items)));
        Assert.Equal(told, await _figures.DepartmentsAsync(County, Of(County), null));
    }

    [Fact]
    public async Task WhatIsDue_HoldsBackJudgedUntil()
    {
        await CommitAndCarryAsync((County, 1));
        var due = await _province.ReadAsync<DateTime>(County, "update tenant_due set next_due_at = now() - interval '1 hour' where tenant = 4 returning next_due_at");
        var totals = await _figures.TotalsAsync(Province, Of(Province), depth: 0);
        Assert.Equal(new DateTimeOffset(due, TimeSpan.Zero), totals.JudgedUntil);
        Assert.True(totals.AsOf > totals.JudgedUntil);
    }

    private Task<IReadOnlyList<Escalation>> PageAsync(TenantId viewer, TenantId of, int limit, EscalationCursor behind) =>
        _figures.EscalationsAsync(viewer, Of(of), null, limit, behind);

    private Jurisdiction Of(TenantId tenant) => _province.Jurisdictions.Tree[tenant];

    private async Task<long> AcceptedAsync(TenantId viewer, TenantId of) => (await _figures.TotalsAsync(viewer, Of(of), depth: 1)).Cases.Accepted;

    private async Task<IEnumerable<string>> FeedAsync(TenantId viewer, TenantId of) =>
        (await PageAsync(viewer, of, 50, EscalationCursor.Newest)).Select(e => $"{e.Jurisdiction} {e.Signal}");

    private async Task CommitAndCarryAsync(params (TenantId Tenant, int Accepted)[] commits)
    {
        foreach (var (tenant, accepted) in commits)
            await _province.CommitAsync(tenant, accepted);
        await _carrier.CarryAsync([.. commits.Select(c => c.Tenant)], default);
    }
}
