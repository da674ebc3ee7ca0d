using Grains.Cases;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Tests.Journal;
using Platform.Tests.Server;
using Silo.Sweep;
using Tenancy;
using Tenancy.Hosting;
using Xunit;

namespace Platform.Tests.Silo.Sweep;

public sealed class SweeperTests(PostgresServer server) : IAsyncLifetime
{
    private readonly JournalBed _bed = new(server);

    public ValueTask InitializeAsync() => _bed.InitializeAsync();

    public ValueTask DisposeAsync() => _bed.DisposeAsync();

    [Fact]
    public async Task WhatFellDueWhileNobodySwept_IsJudgedOnce()
    {
        await FallDueAsync(_bed.County, 20);
        await FallDueAsync(_bed.Neighbour, 10);
        await UntilDueAsync();
        Assert.Equal(0, (await _bed.TotalsAsync(_bed.County)).Overdue);

        await SweepAsync(NewSweeper());
        Assert.Equal((20, 10), ((await _bed.TotalsAsync(_bed.County)).Overdue, (await _bed.TotalsAsync(_bed.Neighbour)).Overdue));
        var events = await _bed.ScalarAsync<long>(_bed.County, "select count(*) from event");
        await SweepAsync(NewSweeper());
        Assert.Equal(events, await _bed.ScalarAsync<long>(_bed.County, "select count(*) from event"));
        Assert.True(await _bed.ScalarAsync<bool>(_bed.County, "select count(*) = count(distinct (case_id, fault)) from signal"));
    }

    [Fact]
    public async Task SeveralSilos_ShareTheWorkAndJudgeNothingTwice()
    {
        TenantId[] tenants = [_bed.County, _bed.Neighbour, _bed.Elsewhere];
        foreach (var tenant in tenants)
            await FallDueAsync(tenant, 30);
        await UntilDueAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SweepAsync(NewSweeper())));
        foreach (var tenant in tenants)
        {
            Assert.Equal(30, (await _bed.TotalsAsync(tenant)).Overdue);
            Assert.Equal(30, await _bed.ScalarAsync<long>(tenant, "select count(distinct case_id) from signal where colour > 1"));
            Assert.True(await _bed.ScalarAsync<bool>(tenant, "select count(*) = count(distinct (case_id, fault)) from signal"));
        }
    }

    [Fact]
    public async Task TenantTakenByASiloThatDied_IsTakenWhenItsTimeIsUp()
    {
        await FallDueAsync(_bed.County, 3);
        await UntilDueAsync();
        var database = _bed.Platform["330802"].Database;
        var due = new DueTenants(_bed.Platform.Sessions);
        Assert.Contains(_bed.County, await due.TakeAsync(database, 8, default));
        await SweepAsync(NewSweeper());
        Assert.Equal(0, (await _bed.TotalsAsync(_bed.County)).Overdue);

        await server.ExecuteAsync(database, "update tenant_due set sweeping_until = now() where sweeping_until is not null");
        await SweepAsync(NewSweeper());
        Assert.Equal(3, (await _bed.TotalsAsync(_bed.County)).Overdue);
    }

    [Fact]
    public async Task NodeWhoseClockIsOff_JudgesNothing()
    {
        await FallDueAsync(_bed.County, 3);
        await UntilDueAsync();
        await SweepAsync(NewSweeper(new Off(TimeSpan.FromSeconds(3))));
        Assert.Equal(0, (await _bed.TotalsAsync(_bed.County)).Overdue);
        await SweepAsync(NewSweeper(new Off(TimeSpan.FromSeconds(1))));
        Assert.Equal(3, (await _bed.TotalsAsync(_bed.County)).Overdue);
    }

    [Fact]
    public async Task Storm_IsSweptInChunksUntilNothingIsDue()
    {
        await FallDueAsync(_bed.County, 2500);
        await FallDueAsync(_bed.Neighbour, 5);
        await UntilDueAsync();
        await SweepAsync(NewSweeper());
        Assert.Equal((2500, 5), ((await _bed.TotalsAsync(_bed.County)).Overdue, (await _bed.TotalsAsync(_bed.Neighbour)).Overdue));
    }

    [Fact]
    public async Task Partitions_AreMadeAhead()
    {
        var partitions = new Partitions(_bed.Platform.Sessions, TimeProvider.System);
        await partitions.EnsureAsync(_bed.Platform["330802"].Database, default);
        var ahead = await server.ScalarAsync<bool>(
            _bed.Platform["330802"].Database, "select to_regclass('event_' || to_char(now() + interval '6 months', 'YYYY_MM')) is not null");
        Assert.True(ahead);
    }

    private DateTimeOffset _dueAt;

    private async Task FallDueAsync(TenantId tenant, int cases)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (_dueAt < now)
            _dueAt = now + TimeSpan.FromSeconds(5) + (cases * TimeSpan.FromMilliseconds(4));
        var promised = CaseDetails.None with { PromisedClosingTime = _dueAt };
        for (var from = 0; from < cases; from += 1000)
        {
            await _bed.RecordAsync(tenant, [.. Enumerable.Range(from, Math.Min(1000, cases - from)).Select(i =>
                JournalBed.Fact($"C{i}", $"e{i}", CaseEventKind.Accepted, now.AddMinutes(-1), promised))]);
        }

        Assert.True(TimeProvider.System.GetUtcNow() < _dueAt, "The machine is too slow for this test.");
    }

    private Task UntilDueAsync() => Task.Delay(_dueAt - TimeProvider.System.GetUtcNow() + TimeSpan.FromMilliseconds(200));

    private async Task SweepAsync(Sweeper sweeper)
    {
        foreach (var database in _bed.Platform.Databases.DataDatabases)
            await sweeper.SweepAsync(database, default);
    }

    private Sweeper NewSweeper(TimeProvider? time = null) => new(
        _bed.Journal, new DueTenants(_bed.Platform.Sessions),
        new ClockGuard(new DatabaseClock(_bed.Platform.Sessions, time ?? TimeProvider.System), TimeProvider.System, NullLogger<ClockGuard>.Instance),
        _bed.Platform.Jurisdictions, TimeProvider.System, NullLogger<Sweeper>.Instance);

    private sealed class Off(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
