using Grains.Calendars;
using Grains.Cases;
using Grains.Clocks;
using Grains.Journal;
using Grains.Journal.Verification;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Tests.Server;
using Xunit;

namespace Platform.Tests.Journal;

/// <summary>The calendar has ended with 2025: what is due afterwards is provisional until the paper of 2026 is loaded.</summary>
public sealed class CalendarEndTests(PostgresServer server) : IAsyncLifetime
{
    // Ten and twenty working days end in January 2026.
    private static readonly DateTimeOffset Accepted = new(2025, 12, 22, 2, 0, 0, TimeSpan.Zero);

    private readonly JournalBed _bed = new(server);
    private CalendarBook _book = null!;
    private JournalGround _ground = null!;
    private Grains.Journal.Journal _journal = null!;

    public async ValueTask InitializeAsync()
    {
        await _bed.InitializeAsync();
        await server.ExecuteAsync(_bed.Platform.Directory, "delete from holiday_paper where year > 2025");
        _book = new CalendarBook(_bed.Platform.Sessions, _bed.Platform.Jurisdictions);
        await _book.RefreshAsync();
        _ground = new JournalGround(
            new Registries(_bed.Platform.Sessions), _book, _bed.Rulebooks, new OutageBook(_bed.Platform.Sessions, _bed.Platform.Jurisdictions), new Persons());
        _journal = new(_bed.Platform.Sessions, _bed.Platform.Jurisdictions, _ground, new Commits(), NullLogger<Grains.Journal.Journal>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _journal.DisposeAsync();
        _book.Dispose();
        await _bed.DisposeAsync();
    }

    [Fact]
    public async Task PaperOfTheNextYear_MakesEveryOpenDeadlineFirmAndJudgesItAgain()
    {
        var recheck = new CalendarRecheck(_bed.Platform.Sessions, _bed.Platform.Jurisdictions, _book, new Commits());
        var before = _book.For(_bed.County);
        Assert.Equal(2025, before.Coverage.To.Year);
        await recheck.ApplyAsync(_book.CheckedAt);
        await RecordAsync("early-1", Accepted);
        await RecordAsync("early-2", Accepted.AddDays(1));
        // Long after the calendar has ended, work goes on.
        var today = TimeProvider.System.GetUtcNow().AddMinutes(-10);
        await RecordAsync("today", today);
        await _journal.SweepAsync(_bed.County, 1000);
        Assert.Equal((0, 3), await CountsAsync());
        Assert.Equal(0, await DeadlineSignalsAsync());
        Assert.Equal(Promised(before, Accepted), await DueAsync("early-1"));
        // Nothing carries the figures upward here.
        Assert.DoesNotContain(await RecountAsync(), finding => !finding.Place.Contains(", at ", StringComparison.Ordinal));

        var (year, paper) = ShippedArrangements.Files.Single(file => file.Year == 2026);
        Assert.True(await new CalendarChanges(_bed.Platform.Sessions).LoadAsync(_bed.Platform["330000"].Id, paper, year, "管理员01"));
        await _book.RefreshAsync();
        await Task.Delay(CalendarBook.Delay, TestContext.Current.CancellationToken);
        await _book.RefreshAsync();
        Assert.Contains(_bed.County, await recheck.ApplyAsync(_book.CheckedAt));
        await _journal.SweepAsync(_bed.County, 1000);

        var after = _book.For(_bed.County);
        Assert.Equal(2026, after.Coverage.To.Year);
        Assert.NotEqual(Promised(before, Accepted), Promised(after, Accepted));
        Assert.Equal(Promised(after, Accepted), await DueAsync("early-1"));
        Assert.Equal(Promised(after, Accepted.AddDays(1)), await DueAsync("early-2"));
        Assert.Equal(Promised(after, today), await DueAsync("today"));
        Assert.Equal((2, 3), await CountsAsync());
        // The promise and the law's own limit, of both.
        Assert.Equal(4, await DeadlineSignalsAsync());
        Assert.DoesNotContain(await RecountAsync(), finding => !finding.Place.Contains(", at ", StringComparison.Ordinal));
    }

    private async Task RecordAsync(string caseNo, DateTimeOffset accepted)
    {
        var answer = await _journal.RecordAsync(new CaseBatch(
            _bed.County, 1,
            [JournalBed.Fact(caseNo, "e1", CaseEventKind.Submitted, accepted.AddMinutes(-1)), JournalBed.Fact(caseNo, "e2", CaseEventKind.Accepted, accepted)], []));
        Assert.Equal(2, answer.Accepted);
    }

    private static DateTimeOffset Promised(WorkCalendar calendar, DateTimeOffset accepted) => Clock.Due(calendar, accepted, Limit.WorkingDays(10)).Instant;

    private async Task<DateTimeOffset> DueAsync(string caseNo) =>
        new(await _bed.ScalarAsync<DateTime>(_bed.County, $"select due_at from case_file where case_no = '{caseNo}'"));

    /// <summary>Overdue, and open.</summary>
    private async Task<(long Overdue, long Open)> CountsAsync() => await _bed.TotalsAsync(_bed.County) is var totals ? (totals.Overdue, totals.Open) : default;

    private Task<long> DeadlineSignalsAsync() =>
        _bed.ScalarAsync<long>(_bed.County, "select count(*) from signal where case_id is not null and rule in ('promise-missed', 'legal-limit-missed') and colour > 0");

    private Task<IReadOnlyList<IntegrityFinding>> RecountAsync() =>
        new FigureRecount(_bed.Platform.Sessions, _bed.Platform.Jurisdictions, _ground).CompareAsync(_bed.Platform.Tree[_bed.County]);
}
