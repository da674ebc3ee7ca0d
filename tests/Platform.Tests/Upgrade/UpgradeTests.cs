using Grains.Cases;
using Grains.Journal;
using Grains.Journal.Seals;
using Grains.Journal.Verification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Tests.Accounts;
using Platform.Tests.Journal;
using Platform.Tests.Server;
using Silo.Ticker;
using Silo.Valve;
using Tenancy;
using Tenancy.Accounts;
using Xunit;

namespace Platform.Tests.Upgrade;

/// <summary>An installation of an earlier version, with rows, comes through this build's migrations.</summary>
public sealed class UpgradeTests(PostgresServer server) : IAsyncLifetime
{
    private readonly List<string> _applied = [];
    private TestPlatform _platform = null!;

    private Jurisdiction County => _platform["330802"];

    public async ValueTask InitializeAsync()
    {
        _platform = new TestPlatform(server)
        {
            Province = null,
            DatabasesOf = async () =>
            {
                var (databases, applied) = await FormerInstallation.UpgradeAsync(server);
                _applied.AddRange(applied);
                return databases;
            },
        };
        await _platform.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task RowsOfAnEarlierVersion_AreReadVerifiedCountedAndGoOn()
    {
        Assert.Contains(_applied, script => script.EndsWith("/120_sealed_versions", StringComparison.Ordinal));
        Assert.Equal(7, _platform.Tree.All.Count());
        Assert.Equal(new Totals(4, 1, 3, 2, 1, 1, 0, 1, 6), await TotalsAsync());

        var seals = OutsideSeals.Read(FormerInstallation.SealFile).Select(line => new PlacedSeal(line.Place, line.Seal!)).ToList();
        Assert.Null(Assert.Single(seals).Seal.Versions);
        var report = await VerifyAsync(seals);
        Assert.Empty(report.Findings);
        Assert.Equal((21, 12, 21), (report.Events, report.Grains, report.SealedUntil));
        Assert.Equal(6, report.Waiting);

        var ground = await GroundAsync();
        var recount = new FigureRecount(_platform.Sessions, _platform.Jurisdictions, ground);
        Assert.Empty(await recount.CompareAsync(County));

        await using var journal = new Grains.Journal.Journal(
            _platform.Sessions, _platform.Jurisdictions, ground, new Commits(), NullLogger<Grains.Journal.Journal>.Instance);
        var before = await TotalsAsync();
        var answer = await journal.RecordAsync(new CaseBatch(County.Id, 1, [JournalBed.Fact("U4", "e2", CaseEventKind.Accepted, TimeProvider.System.GetUtcNow())], []));
        Assert.Equal(1, answer.Accepted);
        Assert.Equal(before.Accepted + 1, (await TotalsAsync()).Accepted);
        await CarryAsync();
        Assert.Empty((await VerifyAsync(seals)).Findings);
        Assert.Empty(await recount.CompareAsync(County));

        Assert.Contains(County.Id, await new FoldRecheck(_platform.Sessions, _platform.Jurisdictions, new Commits()).ApplyAsync());
        await journal.SweepAsync(County.Id, 1000);
        await CarryAsync();
        report = await VerifyAsync(seals);
        Assert.Empty(report.Findings);
        Assert.Equal(0, report.Waiting);
        Assert.Empty(await recount.CompareAsync(County));
    }

    [Fact]
    public async Task PeopleOfAnEarlierVersion_SignIn_AndTheirAuditLogHolds()
    {
        var login = await server.ScalarAsync<string>(_platform.Directory, $"""
            select a.name from account a join account_role r on r.tenant = a.tenant and r.account = a.id
            where a.tenant = {County.Id} and r.role = 'security-auditor'
            """);
        var auditor = await new People(_platform).SignInAsync("330802", login, People.Password);
        var log = _platform.Services.GetRequiredService<AuditLog>();
        Assert.Null(await log.BrokenAtAsync(County.Id));
        Assert.Contains((await log.FindAsync(auditor, new AuditFilter(), 200)).Lines, line => line is { Act: "machine-registered", Subject: "330802.old-system" });
    }

    [Fact]
    public async Task MigratingAgain_AppliesNothing() =>
        Assert.Empty(await FormerInstallation.MigrateAsync(server, _platform.Directory, _platform.First, _platform.Second));

    private Task<IntegrityReport> VerifyAsync(IReadOnlyCollection<PlacedSeal> seals) => new ChainVerifier(_platform.Sessions).VerifyAsync(County, seals);

    private async Task<JournalGround> GroundAsync()
    {
        var calendars = new CalendarBook(_platform.Sessions, _platform.Jurisdictions);
        await new CalendarChanges(_platform.Sessions).SeedAsync();
        await calendars.RefreshAsync();
        await new RulebookChanges(_platform.Sessions, _platform.Jurisdictions).SeedAsync();
        var rulebooks = new RulebookBook(_platform.Sessions, _platform.Jurisdictions);
        await rulebooks.RefreshAsync();
        return new JournalGround(new Registries(_platform.Sessions), calendars, rulebooks, new OutageBook(_platform.Sessions, _platform.Jurisdictions), new Persons());
    }

    private async Task<Totals> TotalsAsync()
    {
        await using var session = await _platform.Sessions.OpenAsync(County.Id);
        await using var r = await session.ReadAsync([new("select accepted, open, closed, on_time, late, overdue, green, yellow, red from figure where part = 0 and origin = tenant")]);
        Assert.True(await r.ReadAsync());
        return new(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), r.GetInt64(5), r.GetInt64(6), r.GetInt64(7), r.GetInt64(8));
    }

    private async Task CarryAsync()
    {
        await using var ticks = new Ticks(_platform.Sessions, TimeProvider.System, NullLogger<Ticks>.Instance);
        await using var reach = new Reach(_platform.Sessions, TimeProvider.System, NullLogger<Reach>.Instance);
        await new Carrier(_platform.Sessions, _platform.Jurisdictions, ticks, reach, TimeProvider.System, NullLogger<Carrier>.Instance).CarryAsync([County.Id], default);
    }
}
