using System.Text;
using Grains.Cases;
using Grains.Journal;
using Grains.Journal.Verification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Tests.Server;
using Silo.Ticker;
using Silo.Valve;
using Tenancy.Tree;
using Xunit;

namespace Platform.Tests.Journal;

/// <summary>A jurisdiction whose zone was loaded wrongly and is put right: every day on which anything counts follows.</summary>
public sealed class ZoneChangeTests(PostgresServer server) : IAsyncLifetime
{
    private const string West = """
        {"code": "330000", "name": "浙江省", "level": "province", "cities": [
          {"code": "330800", "name": "衢州市", "level": "city", "counties": [{"code": "330802", "name": "柯城区", "level": "county", "zone": "Asia/Urumqi"}]}]}
        """;

    // 00:30 of 10-13 in Shanghai, 22:30 of 10-12 in Ürümqi.
    private static readonly DateTimeOffset Night = new(2026, 10, 12, 16, 30, 0, TimeSpan.Zero);

    private readonly JournalBed _bed = new(server);

    public ValueTask InitializeAsync() => _bed.InitializeAsync();

    public ValueTask DisposeAsync() => _bed.DisposeAsync();

    [Fact]
    public async Task ChangedZone_CountsCasesAndSignalsOnTheirNewDays_AndTheRecountAgrees()
    {
        var book = _bed.Ground.Calendars;
        var recheck = new CalendarRecheck(_bed.Platform.Sessions, _bed.Platform.Jurisdictions, book, new Commits());
        await recheck.ApplyAsync(book.CheckedAt);
        await _bed.RecordAsync(
            _bed.County,
            JournalBed.Fact("ended", "e1", CaseEventKind.Accepted, Night),
            JournalBed.Fact("ended", "e2", CaseEventKind.SupplementRequested, Night.AddMinutes(1)),
            JournalBed.Fact("ended", "e3", CaseEventKind.Approved, Night.AddMinutes(2)),
            JournalBed.Fact("ended", "e4", CaseEventKind.Closed, Night.AddMinutes(3)),
            JournalBed.Fact("open", "e1", CaseEventKind.Accepted, Night));
        await _bed.Journal.SweepAsync(_bed.County, 1000);
        Assert.Equal("2026-10-13: 2 1 1", await FlowsAsync());
        Assert.Empty(await RecountAsync());
        var due = await DueAsync();

        var (root, _) = TreeFile.Read(Encoding.UTF8.GetBytes(West));
        Assert.Empty((await _bed.Platform.Services.GetRequiredService<TreeLoader>().LoadAsync(root!, new DateOnly(2026, 11, 22))).Faults);
        Assert.Equal("Asia/Urumqi", book.For(_bed.County).Zone.Id);
        Assert.Equal([_bed.County], await recheck.ApplyAsync(book.CheckedAt));
        await _bed.Journal.SweepAsync(_bed.County, 1000);

        Assert.Equal("2026-10-12: 2 1 1", await FlowsAsync());
        Assert.NotEqual(due, await DueAsync());
        Assert.Empty(await RecountAsync());
        Assert.Empty(await recheck.ApplyAsync(book.CheckedAt));
    }

    /// <summary>Accepted, closed, and the signal of the supplement after acceptance, by day.</summary>
    private Task<string> FlowsAsync() => _bed.ScalarAsync<string>(_bed.County, """
        select string_agg(format('%s: %s %s %s', day, accepted, closed, red + yellow), '; ' order by day)
        from figure_detail where day between '2026-10-10' and '2026-10-14' and (accepted, closed, red, yellow) <> (0, 0, 0, 0)
        """);

    private Task<DateTime> DueAsync() => _bed.ScalarAsync<DateTime>(_bed.County, "select due_at from case_file where case_no = 'open'");

    private async Task<IReadOnlyList<IntegrityFinding>> RecountAsync()
    {
        await using var ticks = new Ticks(_bed.Platform.Sessions, TimeProvider.System, NullLogger<Ticks>.Instance);
        await using var reach = new Reach(_bed.Platform.Sessions, TimeProvider.System, NullLogger<Reach>.Instance);
        await new Carrier(_bed.Platform.Sessions, _bed.Platform.Jurisdictions, ticks, reach, TimeProvider.System, NullLogger<Carrier>.Instance)
            .CarryAsync([_bed.County], default);
        return await _bed.Recount.CompareAsync(_bed.Platform.Tree[_bed.County]);
    }
}
