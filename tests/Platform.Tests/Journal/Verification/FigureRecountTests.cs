using Grains.Cases;
using Grains.Journal;
using Grains.Journal.Verification;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Tests.Server;
using Silo.Ticker;
using Silo.Valve;
using Tenancy;
using Web.Live;
using Xunit;

namespace Platform.Tests.Journal.Verification;

public sealed class FigureRecountTests(PostgresServer server) : IAsyncLifetime
{
    private static readonly CaseEventKind[] Course =
    [
        CaseEventKind.Submitted, CaseEventKind.Accepted, CaseEventKind.StepCompleted, CaseEventKind.Suspended, CaseEventKind.Resumed, CaseEventKind.Approved,
        CaseEventKind.Closed,
    ];

    private readonly JournalBed _bed = new(server);

    private Jurisdiction County => _bed.Platform["330802"];

    public ValueTask InitializeAsync() => _bed.InitializeAsync();

    public ValueTask DisposeAsync() => _bed.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task CountersOfAnyHistory_EqualARecount(int seed)
    {
        var random = new Random(seed);
        TenantId[] tenants = [_bed.County, _bed.Neighbour, _bed.Elsewhere];
        var now = TimeProvider.System.GetUtcNow();
        var events = tenants.SelectMany(tenant => Enumerable.Range(0, 40).SelectMany(i => Case(random, tenant, i, now))).ToArray();
        // Out of order, some of them twice, in batches of any size.
        random.Shuffle(events);
        foreach (var batch in events.Concat(events.Take(50)).Chunk(23))
            await Task.WhenAll(batch.GroupBy(e => e.Tenant).Select(g => _bed.RecordAsync(g.Key, [.. g.Select(e => e.Fact)])));
        foreach (var tenant in tenants)
            await _bed.Journal.SweepAsync(tenant, 1000);
        await CarryAsync(tenants);

        foreach (var tenant in tenants)
            Assert.Empty(await Recount.CompareAsync(_bed.Platform.Tree[tenant]));
        var figures = new LiveFigures(
            _bed.Platform.Sessions, _bed.Platform.Jurisdictions, new SheetReader(_bed.Platform.Sessions, _bed.Platform.Jurisdictions),
            new JudgedUntil(_bed.Platform.Sessions, TimeProvider.System));
        var own = new List<CaseFigures>();
        foreach (var tenant in tenants)
            own.Add((await figures.OwnAsync(tenant, _bed.Platform.Tree[tenant])).Cases);
        var province = await figures.TotalsAsync(_bed.Platform["330000"].Id, _bed.Platform["330000"], depth: 0);
        Assert.Equal(own.Aggregate((a, b) => a + b), province.Cases);
        Assert.True(province.Cases is { Closed: > 0, Open: > 0, Late: > 0 });
        foreach (var tenant in tenants)
            Assert.Equal(new Repaired(0, 0), await new FigureRepair(_bed.Platform.Sessions, _bed.Platform.Jurisdictions, Recount).RepairAsync(_bed.Platform.Tree[tenant]));
    }

    [Fact]
    public async Task CounterThatWasChanged_IsFoundWhereItWas()
    {
        await _bed.RecordAsync(_bed.County, JournalBed.Fact("C1", "e1", CaseEventKind.Accepted, TimeProvider.System.GetUtcNow().AddHours(-1)));
        await CarryAsync([_bed.County]);
        Assert.Empty(await Recount.CompareAsync(County));
        await server.ExecuteAsync(County.Database, $"update figure set late = late + 1 where tenant = {_bed.County} and part = 2");
        var finding = Assert.Single(await Recount.CompareAsync(County));
        Assert.Equal((FindingCodes.Figure, "figures of department 1", "late 0", "late 1"), (finding.Code, finding.Place, finding.Expected, finding.Found));
    }

    [Fact]
    public async Task CopyThatDiffers_IsFound()
    {
        await _bed.RecordAsync(_bed.County, JournalBed.Fact("C1", "e1", CaseEventKind.Accepted, TimeProvider.System.GetUtcNow().AddHours(-1)));
        await CarryAsync([_bed.County]);
        await server.ExecuteAsync(_bed.Platform["330000"].Database, $"update figure set accepted = 7 where tenant = {_bed.Platform["330000"].Id} and part = 0");
        Assert.Equal("figures of the jurisdiction, at 330000", Assert.Single(await Recount.CompareAsync(County)).Place);
    }

    [Fact]
    public async Task CopyThatIsFalseOtherwiseThanHome_IsFoundBesideIt()
    {
        await _bed.RecordAsync(_bed.County, JournalBed.Fact("C1", "e1", CaseEventKind.Accepted, TimeProvider.System.GetUtcNow().AddHours(-1)));
        await CarryAsync([_bed.County]);
        await server.ExecuteAsync(County.Database, $"update figure set late = late + 1 where tenant = {_bed.County} and part in (0, 2)");
        await server.ExecuteAsync(_bed.Platform["330000"].Database, $"update figure set late = 5 where tenant = {_bed.Platform["330000"].Id} and part = 0");
        Assert.Equal(
            ["figures of department 1", "figures of the jurisdiction", "figures of the jurisdiction, at 330000"],
            (await Recount.CompareAsync(County)).Select(finding => finding.Place).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Repair_PutsCountersAndCopiesRight()
    {
        await _bed.RecordAsync(_bed.County, JournalBed.Fact("C1", "e1", CaseEventKind.Accepted, TimeProvider.System.GetUtcNow().AddHours(-1)));
        await CarryAsync([_bed.County]);
        await server.ExecuteAsync(County.Database, $"""
            update figure set late = late + 1, accepted = 0 where tenant = {_bed.County}; update figure_detail set accepted = 9 where tenant = {_bed.County};
            insert into figure (tenant, origin, epoch, version, part, department, item_kind, day, accepted, as_of) values ({_bed.County}, {_bed.County}, 1, 1, 1, 0, 7, '2026-01-01', 3, now())
            """);
        await CarryAsync([_bed.County]);
        Assert.NotEmpty(await Recount.CompareAsync(County));
        Assert.Equal(new Repaired(5, 0), await new FigureRepair(_bed.Platform.Sessions, _bed.Platform.Jurisdictions, Recount).RepairAsync(County));
        await CarryAsync([_bed.County]);
        Assert.Empty(await Recount.CompareAsync(County));
    }

    [Theory]
    [InlineData("delete from escalation where tenant = @county")]
    [InlineData("update escalation set points = points + 10 where tenant = @county")]
    [InlineData("update escalation set status = 3 where tenant = @county")]
    [InlineData("update escalation set rule = 'none' where tenant = @county")]
    [InlineData("update escalation set signal = signal + 100000 where tenant = @county")]
    [InlineData("delete from escalation where tenant = @province", false)]
    [InlineData("update escalation set points = points + 10, item = '别的事项' where tenant = @province", false)]
    public async Task ChangedEscalations_AreFoundAndPutRight(string attack, bool atHome = true)
    {
        var now = TimeProvider.System.GetUtcNow();
        await _bed.RecordAsync(
            _bed.County, JournalBed.Fact("R1", "e1", CaseEventKind.Submitted, now.AddDays(-60)), JournalBed.Fact("R1", "e2", CaseEventKind.Accepted, now.AddDays(-59)),
            JournalBed.Fact("R1", "e3", CaseEventKind.StepCompleted, now.AddDays(-50)));
        await _bed.Journal.SweepAsync(_bed.County, 1000);
        await CarryAsync([_bed.County]);
        Assert.Empty(await Recount.CompareAsync(County));
        var province = _bed.Platform["330000"];
        await server.ExecuteAsync((atHome ? County : province).Database, attack
            .Replace("@county", $"{_bed.County} and origin = tenant", StringComparison.Ordinal)
            .Replace("@province", $"{province.Id} and origin = {_bed.County}", StringComparison.Ordinal));
        var findings = await Recount.CompareAsync(County);
        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.Equal((FindingCodes.Escalation, !atHome), (finding.Code, finding.Place.Contains(", at 330000", StringComparison.Ordinal))));

        await new FigureRepair(_bed.Platform.Sessions, _bed.Platform.Jurisdictions, Recount).RepairAsync(County);
        await CarryAsync([_bed.County]);
        Assert.Empty(await Recount.CompareAsync(County));
    }

    [Fact]
    public async Task SameBackupRestoredTwice_IsToldToEveryAncestorBothTimes()
    {
        await RecordAsync("C", 1);
        await CarryAsync([_bed.County]);
        await server.ExecuteAsync(County.Database, "create table backup_head as select * from head; create table backup_carried as select * from carried");
        await RecordAsync("L", 3);
        await CarryAsync([_bed.County]);

        await RestoreAsync();
        await RecordAsync("M", 40);
        await CarryAsync([_bed.County]);
        Assert.Empty(await Recount.CompareAsync(County));

        await RestoreAsync();
        await RecordAsync("N", 1);
        await CarryAsync([_bed.County]);
        Assert.Empty(await Recount.CompareAsync(County));
        Assert.Equal(2, await _bed.ScalarAsync<long>(_bed.County, "select accepted from figure where origin = tenant and part = 0"));
    }

    [Fact]
    public async Task Repair_GoesBeyondWhatAnAncestorHasHeard()
    {
        await RecordAsync("C", 1);
        await CarryAsync([_bed.County]);
        await server.ExecuteAsync(_bed.Platform["330000"].Database, $"update received set epoch = 2000000000 where origin = {_bed.County}");
        await server.ExecuteAsync(County.Database, $"update tenant_due set heard_ahead = true where tenant = {_bed.County}");
        await new FigureRepair(_bed.Platform.Sessions, _bed.Platform.Jurisdictions, Recount).RepairAsync(County);
        await CarryAsync([_bed.County]);
        Assert.Empty(await Recount.CompareAsync(County));
        Assert.Equal(2_000_000_001, await _bed.ScalarAsync<int>(_bed.County, "select epoch from head"));
        await using var silo = await _bed.Platform.Sessions.OpenSiloAsync(County.Database);
        await using var ahead = await silo.ReadAsync([new("select from tenant_due where heard_ahead")]);
        Assert.False(await ahead.ReadAsync());
    }

    private Task RecordAsync(string prefix, int cases) => _bed.RecordAsync(
        _bed.County, [.. Enumerable.Range(0, cases).Select(i => JournalBed.Fact($"{prefix}{i}", "e1", CaseEventKind.Accepted, TimeProvider.System.GetUtcNow().AddHours(-1)))]);

    /// <summary>Puts the county back to where its head was kept, and recounts.</summary>
    private async Task RestoreAsync()
    {
        await server.ExecuteAsync(County.Database, $"""
            delete from event where tenant = {_bed.County} and seq > (select seq from backup_head where tenant = {_bed.County});
            delete from case_file where tenant = {_bed.County} and id >= (select next_id from backup_head where tenant = {_bed.County});
            delete from signal where tenant = {_bed.County} and id >= (select next_id from backup_head where tenant = {_bed.County});
            delete from head; insert into head select * from backup_head;
            delete from carried; insert into carried select * from backup_carried;
            """);
        await new FigureRepair(_bed.Platform.Sessions, _bed.Platform.Jurisdictions, Recount).RepairAsync(County);
    }

    private FigureRecount Recount => new(_bed.Platform.Sessions, _bed.Platform.Jurisdictions, new JournalGround(
        new Registries(_bed.Platform.Sessions), new CalendarBook(_bed.Platform.Sessions, _bed.Platform.Jurisdictions),
        new RulebookBook(_bed.Platform.Sessions, _bed.Platform.Jurisdictions), new OutageBook(_bed.Platform.Sessions, _bed.Platform.Jurisdictions),
        new Persons()))
    {
        LookPause = TimeSpan.Zero,
    };

    private static IEnumerable<(TenantId Tenant, CaseFact Fact)> Case(Random random, TenantId tenant, int number, DateTimeOffset now)
    {
        var at = now.AddDays(-random.Next(1, 120));
        var length = random.Next(1, Course.Length + 1);
        for (var i = 0; i < length; i++)
        {
            if (i > 1 && random.Next(4) == 0)
                continue;
            var details = Course[i] == CaseEventKind.Suspended ? CaseDetails.None with { Ground = "inspection", ExpectedDays = 3 } : CaseDetails.None;
            yield return (tenant, JournalBed.Fact($"C{number}", $"e{i}", Course[i], at, details));
            at = at.AddDays(random.Next(1, 12));
            if (at > now)
                yield break;
        }
    }

    private async Task CarryAsync(IReadOnlyCollection<TenantId> tenants)
    {
        await using var ticks = new Ticks(_bed.Platform.Sessions, TimeProvider.System, NullLogger<Ticks>.Instance);
        await using var reach = new Reach(_bed.Platform.Sessions, TimeProvider.System, NullLogger<Reach>.Instance);
        await new Carrier(_bed.Platform.Sessions, _bed.Platform.Jurisdictions, ticks, reach, TimeProvider.System, NullLogger<Carrier>.Instance)
            .CarryAsync(tenants, default);
    }
}
