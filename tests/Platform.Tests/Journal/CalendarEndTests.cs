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
    private const string Tomorrow = "next_check_at > clock_timestamp() and next_check_at <= clock_timestamp() + interval '1 day'";

    // Ten and twenty working days end in January 2026.
    private static readonly DateTimeOffset Accepted = new(2025, 12, 22, 2, 0, 0, TimeSpan.Zero);

    private readonly JournalBed _bed = new(server);

    private string Database => _bed.Platform[_bed.Platform.Tree[_bed.County].Key].Database;

    private CalendarBook _book = null!;
    private JournalGround _ground = null!;
    private Grains.Journal.Journal _journal = null!;

    public async ValueTask InitializeAsync()
    {
        await _bed.InitializeAsync();
        await server.ExecuteAsync(_bed.Platform.Directory, "delete from holiday_paper where year > 2025");
        await server.ExecuteAsync(Database, $$"""
            update item_version set body = jsonb_set(body, '{documentDelivered}', 'true') where tenant = {{_bed.County.Value}} and item = 2
            """);
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

        await LoadPaperAsync(recheck);
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

    [Fact]
    public async Task DocumentOfADecidedCase_IsFoundUndelivered_OnceThePaperIsThereAndTheCaseIsLookedAt()
    {
        var recheck = new CalendarRecheck(_bed.Platform.Sessions, _bed.Platform.Jurisdictions, _book, new Commits());
        await recheck.ApplyAsync(_book.CheckedAt);
        var details = new CaseDetails { Approver = "head" };
        var answer = await _journal.RecordAsync(new CaseBatch(
            _bed.County, 1,
            [
                JournalBed.Fact("decided", "e1", CaseEventKind.Submitted, Accepted.AddMinutes(-1)) with { ItemCode = JournalBed.SecondItem },
                JournalBed.Fact("decided", "e2", CaseEventKind.Accepted, Accepted) with { ItemCode = JournalBed.SecondItem },
                JournalBed.Fact("decided", "e3", CaseEventKind.Approved, Accepted.AddHours(2), details) with { ItemCode = JournalBed.SecondItem },
            ],
            []));
        Assert.Equal(3, answer.Accepted);
        Assert.Equal(1, await DecidedAsync("ended_at is not null"));
        // Its certificate was due in January: what the calendar does not know yet is asked again tomorrow, and no sooner.
        Assert.Equal(1, await DecidedAsync(Tomorrow));
        await _journal.SweepAsync(_bed.County, 1000);
        Assert.Equal(0, (await _journal.SweepAsync(_bed.County, 1000)).Judged);
        Assert.Equal(0, await UndeliveredAsync());

        await LoadPaperAsync(recheck);
        await _journal.SweepAsync(_bed.County, 1000);
        Assert.Equal(0, await UndeliveredAsync());
        await TomorrowAsync("case_file");
        await _journal.SweepAsync(_bed.County, 1000);
        Assert.Equal(1, await UndeliveredAsync());

        Task<long> DecidedAsync(string what) => _bed.ScalarAsync<long>(_bed.County, $"select count(*) from case_file where case_no = 'decided' and {what}");
        Task<long> UndeliveredAsync() => _bed.ScalarAsync<long>(_bed.County, "select count(*) from signal where case_id is not null and rule = 'document-undelivered' and colour > 0");
    }

    [Fact]
    public async Task DepartmentThatFallsSilentBeyondTheCalendar_IsLookedAtDayByDayUntilThePaperIsThere()
    {
        var recheck = new CalendarRecheck(_bed.Platform.Sessions, _bed.Platform.Jurisdictions, _book, new Commits());
        await recheck.ApplyAsync(_book.CheckedAt);
        await RecordAsync("fed", TimeProvider.System.GetUtcNow().AddMinutes(-10));
        Assert.Equal(1, await FedAsync(Tomorrow));
        Assert.Equal(0, await FedAsync("next_check_at = $1"));

        await LoadPaperAsync(recheck);
        await TomorrowAsync("department");
        await _journal.SweepAsync(_bed.County, 1000);
        Assert.Equal(1, await FedAsync("next_check_at = $1"));

        async Task<long> FedAsync(string what)
        {
            var fed = new DateTimeOffset(await _bed.ScalarAsync<DateTime>(_bed.County, "select last_recorded_at from department where code = 'D1'"));
            var due = Clock.Due(_book.For(_bed.County), fed, Limit.WorkingDays(3));
            return await _bed.ScalarAsync<long>(
                _bed.County, $"select count(*) from department where code = 'D1' and {what.Replace("$1", $"'{due.Instant:O}'", StringComparison.Ordinal)}");
        }
    }

    /// <summary>As if the next local day had begun.</summary>
    private Task TomorrowAsync(string table) =>
        server.ExecuteAsync(Database, $"update {table} set next_check_at = now() where tenant = {_bed.County.Value} and next_check_at is not null");

    private async Task LoadPaperAsync(CalendarRecheck recheck)
    {
        var (year, paper) = ShippedArrangements.Files.Single(file => file.Year == 2026);
        Assert.True(await new CalendarChanges(_bed.Platform.Sessions).LoadAsync(_bed.Platform["330000"].Id, paper, year, "管理员01"));
        await _book.RefreshAsync();
        await Task.Delay(CalendarBook.Delay, TestContext.Current.CancellationToken);
        await _book.RefreshAsync();
        Assert.Contains(_bed.County, await recheck.ApplyAsync(_book.CheckedAt));
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
        new FigureRecount(_bed.Platform.Sessions, _bed.Platform.Jurisdictions, _ground) { LookPause = TimeSpan.Zero }.CompareAsync(_bed.Platform.Tree[_bed.County]);
}
