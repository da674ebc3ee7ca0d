using System.Text;
using Grains.Calendars;
using Grains.Cases;
using Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Server;
using Tenancy.Tree;
using Xunit;

namespace Platform.Tests.Journal;

public sealed class MovedJurisdictionTests(PostgresServer server) : IAsyncLifetime
{
    // 柯城区 under 杭州市 instead of 衢州市.
    private const string Moved = """
        {"code": "330000", "name": "浙江省", "level": "province", "cities": [
          {"code": "330100", "name": "杭州市", "level": "city", "counties": [{"code": "330802", "name": "柯城区", "level": "county"}]}]}
        """;

    private readonly JournalBed _bed = new(server);

    public ValueTask InitializeAsync() => _bed.InitializeAsync();

    public ValueTask DisposeAsync() => _bed.DisposeAsync();

    [Fact]
    public async Task CountyThatIsMoved_HasItsOpenCasesJudgedByTheCalendarItInheritsNow_AndNobodyElse()
    {
        var book = _bed.Ground.Calendars;
        var recheck = new CalendarRecheck(_bed.Platform.Sessions, _bed.Platform.Jurisdictions, book, new Commits());
        var now = book.CheckedAt;
        var closed = book.For(_bed.County).AddWorkingDays(book.For(_bed.County).Zone.DayOf(now), 2);
        await new CalendarChanges(_bed.Platform.Sessions).CloseAsync(_bed.Platform["330100"].Id, closed, closed: true, "台风", "管理员01");
        await book.RefreshAsync();
        await _bed.RecordAsync(_bed.County, JournalBed.Fact("moved", "e1", CaseEventKind.Accepted, now.AddMinutes(-1)));
        var at = now + CalendarBook.Delay + TimeSpan.FromSeconds(1);
        await recheck.ApplyAsync(at);
        await _bed.Journal.SweepAsync(_bed.County, 1000);
        var before = await DueAsync();
        Assert.Empty(await recheck.ApplyAsync(at));

        var (root, _) = TreeFile.Read(Encoding.UTF8.GetBytes(Moved));
        Assert.Empty((await _bed.Platform.Services.GetRequiredService<TreeLoader>().LoadAsync(root!, new DateOnly(2026, 11, 22))).Faults);
        while (book.CheckedAt < at)
        {
            await Task.Delay(200);
            await book.RefreshAsync();
        }

        Assert.Equal([_bed.County], await recheck.ApplyAsync(book.CheckedAt));
        await _bed.Journal.SweepAsync(_bed.County, 1000);
        Assert.Equal(DayKind.LocalClosure, book.For(_bed.County).Kind(closed));
        Assert.True(await DueAsync() > before);
        Assert.Empty(await recheck.ApplyAsync(book.CheckedAt));
    }

    [Fact]
    public async Task CatalogueThatChangesAlone_IsToldUpward()
    {
        var database = _bed.Platform[_bed.Platform.Tree[_bed.County].Key].Database;
        await server.ExecuteAsync(database, $"update tenant_due set outbox_pending = false where tenant = {_bed.County.Value}");
        await _bed.ScalarAsync<int>(_bed.County, "select seq::int from head");
        Assert.False(await PendingAsync(database));
        await using (var session = await _bed.Platform.Sessions.OpenAsync(_bed.County))
            await session.CommitAsync([new("select app.registry_changed()")]);
        Assert.True(await PendingAsync(database));
    }

    private Task<bool> PendingAsync(string database) =>
        server.ScalarAsync<bool>(database, $"select outbox_pending from tenant_due where tenant = {_bed.County.Value}");

    private Task<DateTime> DueAsync() => _bed.ScalarAsync<DateTime>(_bed.County, "select due_at from case_file where case_no = 'moved'");
}
